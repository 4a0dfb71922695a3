import { open } from "node:fs/promises";
import { resolve } from "node:path";
import {
  cycloneDxOfXml,
  type ForeignReport,
  type ImageContents,
  identityOf,
  isCycloneDxXml,
  isSpdxTagValue,
  type Package,
  readForeignReport,
  readSpdxTagValue,
  readVex,
  type VexStatement,
} from "@watertight/core/images";
import type { JsonValue } from "@watertight/core/kubernetes";
import { kindOfPath, type ReadImage } from "@watertight/images";
import type { ImageDetails } from "@watertight/reports/images";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { readText } from "../../../files.ts";
import { UnreadError } from "../../../unread-error.ts";
import { UsageError } from "../../../usage-error.ts";
import { detailsOf } from "../details.ts";
import type { Images } from "../open-images.ts";

const VERB = { verb: "images scan" };

/** What an operand is: a report, and where it is an image itself, all that was read of it. */
export interface Examined {
  readonly report: ForeignReport;
  readonly contents?: ImageContents;
  readonly details?: ImageDetails;
  /** The image itself, where it was read. */
  readonly image?: ReadImage;
}

/**
 * A file with a report, what another scanner's service has, or images: a reference, an archive, a layout, a folder. One of several operands that cannot be
 * read takes nothing from the others: it says so in its `notRead`.
 */
export async function examine(
  operand: string,
  args: Arguments,
  context: Context,
  images: () => Promise<Images>,
): Promise<readonly Examined[]> {
  try {
    return await examineOne(operand, args, context, images);
  } catch (error) {
    if (args.operands.length === 1 || !(error instanceof UnreadError)) throw error;
    const reason = error.message.replace(/^.*? cannot be read: /, "it cannot be read: ");
    const notRead = [{ path: operand, reason: reason.replace(/\.$/, "") }];
    const contents = { reference: operand, digest: "", layers: [], packages: [], notRead };
    return [{ report: reportOfImage(contents), contents }];
  }
}

async function examineOne(
  operand: string,
  args: Arguments,
  context: Context,
  images: () => Promise<Images>,
): Promise<readonly Examined[]> {
  const [, service, id] = /^(clair|sysdig):(.+)$/.exec(operand) ?? [];
  if (service !== undefined && id !== undefined) {
    const { reportsOfService } = await import("./services.ts");
    return (await reportsOfService(service, id, args, context)).map((report) => ({ report }));
  }
  const place = resolve(context.workingDirectory, operand);
  if (await isText(place)) return [{ report: await readReport(operand, context) }];
  if ((await kindOfPath(place)) === "other") throw noKnownForm(operand);
  const all = await (await images()).readAll(operand);
  return all.map((contents) => {
    const details = detailsOf(contents);
    return {
      report: reportOfImage(contents),
      contents,
      image: contents,
      ...(details && { details }),
    };
  });
}

/** Whether a path leads to a file that is no archive: reports begin as JSON, XML or SPDX do. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const begin = buffer.toString("utf8", 0, bytesRead).replace(/^\ufeff/, "");
    return /^\s*(?:[[{<]|#|SPDXVersion:)/.test(begin) && !begin.includes("\u0000");
  } finally {
    await file.close();
  }
}

function reportOfImage(contents: ImageContents): ForeignReport {
  const { reference, digest, distribution, packages } = contents;
  return {
    scanner: "watertight",
    scannerVersion: "",
    format: "image",
    reference,
    digest,
    ...(distribution !== undefined && { distribution }),
    packages,
    findings: [],
    listsPackages: true,
    created: "",
  };
}

/** The report or bill of materials of a file. */
async function readReport(file: string, context: Context): Promise<ForeignReport> {
  const text = await readText(file, "The report", context);
  if (isSpdxTagValue(text)) return readSpdxTagValue(text);
  const report = readForeignReport(documentOf(text, file));
  if (report === undefined) throw noKnownForm(file);
  return report.reference === "" ? { ...report, reference: file } : report;
}

function noKnownForm(file: string): UsageError {
  return new UsageError(
    `${file} is of no form that is known: give an archive of images, a bill of materials (CycloneDX as JSON or XML, SPDX) or a report of Trivy, Grype, Clair, Sysdig or OSV-Scanner, or SARIF.`,
    VERB,
  );
}

/** CycloneDX has JSON and XML; the other forms have JSON. */
function documentOf(text: string, file: string): JsonValue {
  if (!isOfMarkup(text)) return parseJson(text, file);
  if (!isCycloneDxXml(text)) throw noKnownForm(file);
  const document = cycloneDxOfXml(text);
  if (typeof document === "string")
    throw new UsageError(`${file} is no CycloneDX in XML: ${document}.`, VERB);
  return document;
}

function isOfMarkup(text: string): boolean {
  return /^\ufeff?\s*</.test(text);
}

/** The statements of a file. */
export async function readVexFile(
  file: string,
  context: Context,
): Promise<readonly VexStatement[]> {
  const statements = readVex(documentOf(await readText(file, "The VEX document", context), file));
  if (statements === undefined) {
    throw new UsageError(`${file} is no VEX document of OpenVEX, CSAF or CycloneDX.`, VERB);
  }
  return statements;
}

function parseJson(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as JsonValue;
  } catch {
    throw new UsageError(`${file} is no JSON.`, VERB);
  }
}

/** What reports on one image say of its packages together; those that only findings name count too. */
export function contentsOf(examined: readonly Examined[]): ImageContents {
  // What was read of the image itself is more than what others noted of it.
  const own = examined.find(({ contents }) => contents !== undefined)?.contents;
  return own ?? contentsOfReports(examined.map(({ report }) => report));
}

function contentsOfReports(reports: readonly ForeignReport[]): ImageContents {
  const listed = reports.some(({ listsPackages }) => listsPackages);
  const packages = listed
    ? reports.flatMap((report) => report.packages)
    : reports.flatMap(({ findings }) => findings.map((finding) => finding.package));
  const distribution = reports.find((report) => report.distribution !== undefined)?.distribution;
  return {
    reference: firstText(reports.map(({ reference }) => reference)),
    digest: firstText(reports.map(({ digest }) => digest)),
    ...(distribution !== undefined && { distribution }),
    layers: [],
    packages: unique(packages),
    notRead: [
      ...(listed
        ? []
        : [{ path: "packages", reason: "the reports name only packages with findings" }]),
      ...reports.flatMap(({ notRead = [] }) => notRead),
    ],
  };
}

function firstText(texts: readonly string[]): string {
  return texts.find((text) => text !== "") ?? "";
}

/** One a package and place; of two the one whose source is known. */
function unique(all: readonly Package[]): readonly Package[] {
  const packages = new Map<string, Package>();
  for (const item of all) {
    const key = `${identityOf(item)} ${item.path.replace(/^\/+/, "")}`;
    if (packages.get(key)?.source === undefined) packages.set(key, item);
  }
  return [...packages.values()];
}
