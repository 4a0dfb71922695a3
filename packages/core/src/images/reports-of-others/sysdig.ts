import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { ratingOfWord } from "../matching/severity.ts";
import type { Distribution, Package } from "../model.ts";
import type { ForeignFinding, ForeignReport } from "./model.ts";
import { packageOfKind } from "./package-types.ts";

/** Whether a document is a result of Sysdig's scanner or API, in its older form (a list of packages) or that of v1 (maps by reference). */
export function isSysdig(document: JsonObject): boolean {
  const result = resultOf(document);
  const hasPackages = isJsonList(result["packages"]) || isJsonObject(result["packages"]);
  return (
    hasPackages &&
    (textAt(result, "metadata", "pullString") !== "" || textAt(result, "assetType") !== "")
  );
}

/** The API's answer is the result itself; the scanner's file has it under `result`. */
function resultOf(document: JsonObject): JsonObject {
  const inner = objectAt(document, "result");
  return Object.keys(inner).length > 0 ? inner : document;
}

export function readSysdig(document: JsonObject): ForeignReport {
  const result = resultOf(document);
  const distribution = distributionOf(textAt(result, "metadata", "baseOs"));
  const read = isJsonList(result["packages"])
    ? readLists(result, distribution)
    : readMaps(result, distribution);
  return {
    scanner: "Sysdig",
    scannerVersion: textAt(document, "scanner", "version"),
    format: isJsonList(result["packages"]) ? "Sysdig JSON" : "Sysdig JSON v1",
    reference: textAt(result, "metadata", "pullString"),
    digest: textAt(result, "metadata", "digest") || textAt(result, "metadata", "imageId"),
    ...(distribution !== undefined && { distribution }),
    ...read,
    listsPackages: true,
    created: textAt(document, "info", "scanTime") || textAt(result, "producer", "producedAt"),
  };
}

/** `alpine 3.18.0`, `debian 11 (bullseye)`. */
function distributionOf(base: string): Distribution | undefined {
  const [, id = "", version = ""] = /^(\S+)(?:\s+v?([\d.]+))?/.exec(base) ?? [];
  return id === "" ? undefined : { id: id.toLowerCase(), version, name: base, codename: "" };
}

type Read = Pick<ForeignReport, "packages" | "findings">;

function packageOf(item: JsonValue, distribution: Distribution | undefined): Package {
  const kind = textAt(item, "type");
  const type = kind === "os" ? (distribution?.id ?? "generic") : kind;
  const found = packageOfKind(type, textAt(item, "name"), textAt(item, "version"));
  return { ...found, path: textAt(item, "path") };
}

function readLists(result: JsonObject, distribution: Distribution | undefined): Read {
  const packages: Package[] = [];
  const findings: ForeignFinding[] = [];
  for (const item of listAt(result, "packages")) {
    const found = packageOf(item, distribution);
    packages.push(found);
    for (const vulnerability of listAt(item, "vulns")) {
      const accepted = listAt(vulnerability, "acceptedRisks").length > 0;
      const fixed = textAt(vulnerability, "fixedInVersion");
      findings.push(findingOf(vulnerability, found, { accepted, fixed }));
    }
  }
  return { packages, findings };
}

function readMaps(result: JsonObject, distribution: Distribution | undefined): Read {
  const packages: Package[] = [];
  const findings: ForeignFinding[] = [];
  for (const item of Object.values(objectAt(result, "packages"))) {
    const found = packageOf(item, distribution);
    packages.push(found);
    for (const reference of textsAt(item, "vulnerabilitiesRefs")) {
      const vulnerability = valueAt(result, "vulnerabilities", reference) ?? null;
      const accepted = listAt(vulnerability, "riskAcceptRefs").length > 0;
      const fixed = textAt(vulnerability, "fixVersion");
      findings.push(findingOf(vulnerability, found, { accepted, fixed }));
    }
  }
  return { packages, findings };
}

function findingOf(
  vulnerability: JsonValue,
  item: Package,
  { accepted, fixed }: { readonly accepted: boolean; readonly fixed: string },
): ForeignFinding {
  const score =
    valueAt(vulnerability, "cvssScore", "score") ??
    valueAt(vulnerability, "cvssScore", "value", "score");
  return {
    vulnerability: textAt(vulnerability, "name"),
    aliases: [],
    package: item,
    fixed,
    severity: ratingOfWord(
      textAt(vulnerability, "severity", "value") || textAt(vulnerability, "severity"),
    ),
    ...(typeof score === "number" && { score }),
    status: accepted ? "accepted there" : "",
    suppressed: accepted,
    source: textAt(vulnerability, "mainProvider"),
  };
}
