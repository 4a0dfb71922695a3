import { isJsonList, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { type Rating, ratingOfScore, ratingOfWord } from "../matching/severity.ts";
import { type ForeignFinding, type ForeignReport, idsIn } from "./model.ts";
import { packageOf } from "./package-types.ts";

/** Whether a document is SARIF 2.1.0. */
export function isSarif(document: JsonObject): boolean {
  return isJsonList(document["runs"]) && textAt(document, "version").startsWith("2.");
}

/** The results of SARIF that name a vulnerability: SARIF has no packages, so tools put them into messages and properties. */
export function readSarif(document: JsonObject): ForeignReport {
  const [run = null] = listAt(document, "runs");
  const driver = objectAt(run, "tool", "driver");
  const rules = listAt(driver, "rules");
  return {
    scanner: textAt(driver, "name") || "SARIF",
    scannerVersion: textAt(driver, "version"),
    format: "SARIF",
    reference: textAt(run, "properties", "imageName"),
    digest:
      textAt(listAt(run, "properties", "repoDigests")[0]).replace(/^.*@/, "") ||
      textAt(run, "properties", "imageID"),
    packages: [],
    findings: listAt(run, "results").flatMap((result) =>
      findingOf(result, ruleOf(result, rules), run),
    ),
    listsPackages: false,
    created: textAt(listAt(run, "invocations")[0], "endTimeUtc"),
  };
}

function ruleOf(result: JsonValue, rules: readonly JsonValue[]): JsonValue {
  const index = valueAt(result, "ruleIndex");
  const byIndex = typeof index === "number" ? rules[index] : undefined;
  return byIndex ?? rules.find((rule) => textAt(rule, "id") === textAt(result, "ruleId")) ?? null;
}

function findingOf(result: JsonValue, rule: JsonValue, run: JsonValue): readonly ForeignFinding[] {
  const text = `${textAt(result, "message", "text")}\n${textAt(rule, "help", "text")}`;
  const [vulnerability, ...aliases] = idsIn(
    `${textAt(result, "ruleId")} ${textsAt(rule, "properties", "tags").join(" ")}`,
  );
  const item = packageIn(result, text);
  if (vulnerability === undefined || item === undefined) return [];
  const path = textAt(
    listAt(result, "locations")[0],
    "physicalLocation",
    "artifactLocation",
    "uri",
  );
  const score = Number(textAt(rule, "properties", "security-severity") || "NaN");
  return [
    {
      vulnerability,
      aliases,
      package: { ...packageOf(item.purl, item.kind, item.name, item.version), path },
      fixed:
        /(?:Fixed Version|Fix Version|fixed in):?\s*(?:version\s*)?([^\s,|]+)/i.exec(text)?.[1] ??
        "",
      severity: severityOf(score, text),
      ...(score >= 0 && { score }),
      status: "",
      suppressed: listAt(result, "suppressions").length > 0,
      source: textAt(run, "tool", "driver", "name"),
    },
  ];
}

function severityOf(score: number, text: string): Rating {
  const word = ratingOfWord(/Severity:\s*\**([A-Za-z]+)/.exec(text)?.[1] ?? "");
  if (word !== "unknown") return word;
  return score >= 0 ? ratingOfScore(score) : "unknown";
}

interface NamedInText {
  readonly purl: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string;
}

/** `Package: bash` and `Installed Version: 5.0` of Trivy; the package URL of others' properties and texts. */
function packageIn(result: JsonValue, text: string): NamedInText | undefined {
  const purl =
    textAt(result, "properties", "purl") ||
    textAt(result, "partialFingerprints", "purl") ||
    found(text, /(pkg:[a-z]+\/[^\s"'`)|]+)/);
  const name = found(text, /(?:^|\n)\s*(?:Package(?: Name)?|PackageName):\s*(\S+)/i);
  const version = found(text, /(?:Installed Version|Package Version|Version):\s*(\S+)/i);
  const kind = found(text, /(?:Package Type|Type):\s*(\S+)/i) || "generic";
  return purl === "" && name === "" ? undefined : { purl, kind, name, version };
}

function found(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "";
}
