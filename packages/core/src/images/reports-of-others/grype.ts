import { isJsonList, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { ratingOfWord } from "../matching/severity.ts";
import type { Distribution } from "../model.ts";
import type { ForeignFinding, ForeignReport } from "./model.ts";
import { packageOf } from "./package-types.ts";

/** Whether a document is Grype's JSON (grype/presenter/models). */
export function isGrype(document: JsonObject): boolean {
  return isJsonList(document["matches"]) && textAt(document, "descriptor", "name") === "grype";
}

export function readGrype(document: JsonObject): ForeignReport {
  const target = objectAt(document, "source", "target");
  const distribution = distributionOf(document);
  const [digest = ""] = textsAt(target, "repoDigests");
  return {
    scanner: "Grype",
    scannerVersion: textAt(document, "descriptor", "version"),
    format: "Grype JSON",
    reference: textAt(target, "userInput") || textAt(document, "source", "target"),
    digest:
      digest.replace(/^.*@/, "") || textAt(target, "manifestDigest") || textAt(target, "imageID"),
    ...(distribution !== undefined && { distribution }),
    packages: [],
    findings: [
      ...listAt(document, "matches").map((match) => findingOf(match, false)),
      ...listAt(document, "ignoredMatches").map((match) => findingOf(match, true)),
    ],
    listsPackages: false,
    created: textAt(document, "descriptor", "timestamp"),
  };
}

function distributionOf(document: JsonObject): Distribution | undefined {
  const id = textAt(document, "distro", "name");
  if (id === "") return undefined;
  return {
    id: id.toLowerCase(),
    version: textAt(document, "distro", "version"),
    name: "",
    codename: "",
  };
}

const STATES = new Map([
  ["not-fixed", ""],
  ["wont-fix", "will not fix"],
]);

function findingOf(match: JsonValue, suppressed: boolean): ForeignFinding {
  const vulnerability = objectAt(match, "vulnerability");
  const artifact = objectAt(match, "artifact");
  const related = listAt(match, "relatedVulnerabilities");
  const score = scoreOf([vulnerability, ...related]);
  const [path = ""] = listAt(artifact, "locations").map((location) => textAt(location, "path"));
  return {
    vulnerability: textAt(vulnerability, "id"),
    aliases: related
      .map((other) => textAt(other, "id"))
      .filter((id) => id !== textAt(vulnerability, "id")),
    package: {
      ...packageOf(
        textAt(artifact, "purl"),
        textAt(artifact, "type"),
        textAt(artifact, "name"),
        textAt(artifact, "version"),
      ),
      path,
      licences: textsAt(artifact, "licenses"),
    },
    fixed: textsAt(vulnerability, "fix", "versions").join(", "),
    severity: ratingOfWord(textAt(vulnerability, "severity")),
    ...(score !== undefined && { score }),
    status: suppressed
      ? "ignored by its configuration"
      : (STATES.get(textAt(vulnerability, "fix", "state")) ?? ""),
    suppressed,
    source: textAt(vulnerability, "namespace") || textAt(vulnerability, "dataSource"),
  };
}

function scoreOf(vulnerabilities: readonly JsonValue[]): number | undefined {
  const scores = vulnerabilities.flatMap((vulnerability) =>
    listAt(vulnerability, "cvss").flatMap((cvss) => {
      const score = valueAt(cvss, "metrics", "baseScore");
      return typeof score === "number" ? [score] : [];
    }),
  );
  return scores.length === 0 ? undefined : Math.max(...scores);
}
