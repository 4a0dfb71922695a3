import { nameOf, type Rating } from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { ImageReport, ImageReportHead } from "../image-report.ts";
import { fixText, type ImageRow, nameOfImage, rowsOf } from "../image-rows.ts";

const SEVERITIES: Readonly<Record<Rating, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  negligible: "Info",
  unknown: "Unknown",
};

/** GitLab's report of container scanning (gitlab-org/security-products/security-report-schemas, container-scanning-report-format.json, 15). */
export function imageReportGitlab(
  reports: readonly ImageReport[],
  head: ImageReportHead,
): JsonObject {
  const program = {
    id: "watertight",
    name: "Watertight",
    version: head.version,
    vendor: { name: "Watertight" },
  };
  // In UTC without a zone, as the schema has it.
  const time = head.timestamp.slice(0, 19);
  const open = rowsOf(reports).filter(({ status }) => status === "open");
  return {
    version: "15.0.7",
    scan: {
      analyzer: program,
      scanner: program,
      type: "container_scanning",
      start_time: time,
      end_time: time,
      status: head.gap === "" ? "success" : "failure",
      ...(head.gap !== "" && { messages: [{ level: "warn", value: head.gap }] }),
    },
    vulnerabilities: open.map(vulnerabilityOf),
  };
}

function vulnerabilityOf(row: ImageRow): JsonObject {
  const { judged, report, vulnerability, severity, fixed } = row;
  const { match } = judged;
  const { summary, references } = report.describe(judged);
  const { distribution, digest } = report.contents;
  const image = nameOfImage(report);
  return {
    id: `${vulnerability} ${match.package.purl} ${digest || image}`,
    name: `${vulnerability} in ${nameOf(match.package)}`,
    description: summary || `${nameOf(match.package)} ${row.installed}: ${fixText(row)}`,
    severity: SEVERITIES[severity],
    solution: fixed === "" ? "No fix is known." : `Update ${row.package} to ${fixed}.`,
    identifiers: [vulnerability, ...match.aliases].map((id) => ({
      type: id.startsWith("CVE-") ? "cve" : id.startsWith("GHSA-") ? "ghsa" : "watertight",
      name: id,
      value: id,
    })),
    links: references.filter((url) => /^https?:/.test(url)).map((url) => ({ url })),
    location: {
      dependency: { package: { name: nameOf(match.package) }, version: row.installed },
      operating_system:
        distribution === undefined ? "unknown" : `${distribution.id}:${distribution.version}`,
      image,
    },
  };
}
