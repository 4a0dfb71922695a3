import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { ratingOfWord } from "../matching/severity.ts";
import type { Distribution, Package } from "../model.ts";
import type { ForeignFinding, ForeignReport } from "./model.ts";
import { packageOf } from "./package-types.ts";

/** Whether a document is Trivy's JSON (pkg/types/report.go), of an image, a folder or a file system. */
export function isTrivy(document: JsonObject): boolean {
  return document["SchemaVersion"] === 2 && textAt(document, "ArtifactName") !== "";
}

export function readTrivy(document: JsonObject): ForeignReport {
  const results = listAt(document, "Results");
  const distribution = distributionOf(document);
  return {
    scanner: "Trivy",
    scannerVersion: textAt(document, "Trivy", "Version"),
    format: "Trivy JSON",
    reference: textAt(document, "ArtifactName"),
    digest: digestOf(document),
    ...(distribution !== undefined && { distribution }),
    packages: results.flatMap((result) =>
      listAt(result, "Packages").map((item) => packageIn(result, item)),
    ),
    findings: results.flatMap((result) =>
      listAt(result, "Vulnerabilities").map((item) => findingIn(result, item)),
    ),
    listsPackages: results.some((result) => listAt(result, "Packages").length > 0),
    created: textAt(document, "CreatedAt"),
  };
}

/** The digest of the manifest, by which images are known; else that of the configuration. */
function digestOf(document: JsonObject): string {
  const [digest = ""] = textsAt(document, "Metadata", "RepoDigests");
  return digest === "" ? textAt(document, "Metadata", "ImageID") : digest.replace(/^.*@/, "");
}

function distributionOf(document: JsonObject): Distribution | undefined {
  const id = textAt(document, "Metadata", "OS", "Family");
  if (id === "") return undefined;
  return { id, version: textAt(document, "Metadata", "OS", "Name"), name: "", codename: "" };
}

function packageIn(result: JsonValue, item: JsonValue): Package {
  const epoch = valueAt(item, "Epoch");
  const release = textAt(item, "Release");
  const source = textAt(item, "SrcName");
  const path = textAt(item, "FilePath") || textAt(result, "Target");
  return {
    ...packageOf(
      textAt(item, "Identifier", "PURL"),
      textAt(result, "Type"),
      textAt(item, "Name"),
      textAt(item, "Version"),
    ),
    ...(typeof epoch === "number" && epoch > 0 && { epoch }),
    ...(release !== "" && { version: textAt(item, "Version"), release }),
    ...(source !== "" && { source: { name: source, version: sourceVersion(item) } }),
    arch: textAt(item, "Arch"),
    path,
    licences: textsAt(item, "Licenses"),
  };
}

function sourceVersion(item: JsonValue): string {
  const release = textAt(item, "SrcRelease");
  const epoch = valueAt(item, "SrcEpoch");
  const version = `${textAt(item, "SrcVersion")}${release === "" ? "" : `-${release}`}`;
  return typeof epoch === "number" && epoch > 0 ? `${epoch}:${version}` : version;
}

function findingIn(result: JsonValue, item: JsonValue): ForeignFinding {
  const purl = textAt(item, "PkgIdentifier", "PURL");
  const score = scoreOf(item);
  const status = textAt(item, "Status").replaceAll("_", " ");
  return {
    vulnerability: textAt(item, "VulnerabilityID"),
    aliases: textsAt(item, "VendorIDs"),
    package: {
      ...packageOf(
        purl,
        textAt(result, "Type"),
        textAt(item, "PkgName"),
        textAt(item, "InstalledVersion"),
      ),
      path: textAt(item, "PkgPath") || textAt(result, "Target"),
    },
    fixed: textAt(item, "FixedVersion"),
    severity: ratingOfWord(textAt(item, "Severity")),
    ...(score !== undefined && { score }),
    status: status === "affected" || status === "fixed" ? "" : status,
    suppressed: false,
    source: textAt(item, "DataSource", "Name") || textAt(item, "SeveritySource"),
  };
}

/** The score of whom the severity is of, else the highest. */
function scoreOf(item: JsonValue): number | undefined {
  const scores = objectAt(item, "CVSS");
  const own = valueAt(scores, textAt(item, "SeveritySource"), "V3Score");
  if (typeof own === "number") return own;
  const all = Object.values(scores).flatMap((score) => {
    const value = valueAt(score, "V3Score");
    return typeof value === "number" ? [value] : [];
  });
  return all.length === 0 ? undefined : Math.max(...all);
}
