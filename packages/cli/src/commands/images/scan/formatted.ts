import { writeCsafVex, writeOpenVex } from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import {
  type ImageReport,
  type ImageReportHead,
  imageReportCsv,
  imageReportCycloneDx,
  imageReportGithub,
  imageReportGitlab,
  imageReportHtml,
  imageReportJson,
  imageReportJunit,
  imageReportMarkdown,
  imageReportOneline,
  imageReportSarif,
  imageReportSummary,
  imageReportText,
} from "@watertight/reports/images";
import { safeJson } from "@watertight/reports/json";
import { UsageError } from "../../../usage-error.ts";

type Write = (reports: readonly ImageReport[], head: ImageReportHead) => string;

const json =
  (write: (reports: readonly ImageReport[], head: ImageReportHead) => JsonObject): Write =>
  (reports, head) =>
    `${safeJson(write(reports, head))}\n`;

const FORMATS: ReadonlyMap<string, Write> = new Map<string, Write>([
  ["text", imageReportText],
  ["oneline", imageReportOneline],
  ["summary", imageReportSummary],
  ["json", json(imageReportJson)],
  ["sarif", json(imageReportSarif)],
  ["junit", imageReportJunit],
  ["github", imageReportGithub],
  ["gitlab", json(imageReportGitlab)],
  ["markdown", imageReportMarkdown],
  ["html", imageReportHtml],
  ["csv", imageReportCsv],
  ["cyclonedx", ofOne("cyclonedx", imageReportCycloneDx)],
  ["openvex", ofOne("openvex", openVex)],
  ["csaf", ofOne("csaf", csaf)],
]);

/** What `images scan` prints in a format of its declaration. */
export function formatted(
  reports: readonly ImageReport[],
  format: string,
  head: ImageReportHead,
): string {
  return (FORMATS.get(format) ?? imageReportText)(reports, head);
}

/** A format whose documents are of one image. */
function ofOne(
  format: string,
  write: (report: ImageReport, head: ImageReportHead) => JsonObject,
): Write {
  return (reports, head) => {
    const [only, ...more] = reports;
    if (only === undefined || more.length > 0) {
      throw new UsageError(
        `The format ${format} describes one image, and what was given holds ${reports.length}: ${reports.map(({ contents }) => contents.reference).join(", ")}.`,
        { verb: "images scan" },
      );
    }
    return `${safeJson(write(only, head))}\n`;
  };
}

function openVex({ judged, contents }: ImageReport, head: ImageReportHead): JsonObject {
  const { id, timestamp, version } = head;
  return writeOpenVex(judged, contents, {
    id: `https://openvex.dev/docs/public/vex-${id.replace("urn:uuid:", "")}`,
    author: "watertight",
    timestamp,
    tool: `watertight ${version}`,
  });
}

function csaf({ judged, contents }: ImageReport, head: ImageReportHead): JsonObject {
  const { id, timestamp, version } = head;
  return writeCsafVex(judged, contents, {
    id: id.replace("urn:uuid:", "watertight-"),
    author: "watertight",
    timestamp,
    tool: `watertight ${version}`,
  });
}
