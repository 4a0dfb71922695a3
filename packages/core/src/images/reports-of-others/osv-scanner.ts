import { isJsonList, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { Advisory } from "../matching/advisory.ts";
import { judgeAdvisory } from "../matching/affected.ts";
import { readOsv } from "../matching/osv.ts";
import { ratingOfScore, ratingOfWord } from "../matching/severity.ts";
import type { ForeignFinding, ForeignReport } from "./model.ts";
import { packageOfKind } from "./package-types.ts";

/** Whether a document is OSV-Scanner's JSON. */
export function isOsvScanner(document: JsonObject): boolean {
  const [first = null] = listAt(document, "results");
  return (
    isJsonList(document["results"]) &&
    textAt(first, "source", "path") !== "" &&
    listAt(first, "packages").length > 0
  );
}

export function readOsvScanner(document: JsonObject): ForeignReport {
  const results = listAt(document, "results");
  return {
    scanner: "OSV-Scanner",
    scannerVersion: "",
    format: "OSV-Scanner JSON",
    reference: textAt(results[0] ?? null, "source", "path"),
    digest: "",
    packages: results.flatMap((result) =>
      listAt(result, "packages").map((item) => packageIn(result, item)),
    ),
    findings: results.flatMap((result) =>
      listAt(result, "packages").flatMap((item) => findingsIn(result, item)),
    ),
    listsPackages: false,
    created: "",
  };
}

function packageIn(result: JsonValue, item: JsonValue): ForeignFinding["package"] {
  const { ecosystem, name, version } = namesOf(item);
  return { ...packageOfKind(ecosystem, name, version), path: textAt(result, "source", "path") };
}

function namesOf(item: JsonValue): { ecosystem: string; name: string; version: string } {
  const found = objectAt(item, "package");
  return {
    ecosystem: textAt(found, "ecosystem"),
    name: textAt(found, "name"),
    version: textAt(found, "version"),
  };
}

/** One a group, which are the ids of one vulnerability. */
function findingsIn(result: JsonValue, item: JsonValue): readonly ForeignFinding[] {
  const records = listAt(item, "vulnerabilities");
  const groups = listAt(item, "groups");
  const alone = records.map((record) => ({ ids: [textAt(record, "id")] }));
  return (groups.length > 0 ? groups : alone).flatMap((group) => {
    const ids = [...new Set([...textsAt(group, "ids"), ...textsAt(group, "aliases")])];
    const record = records.find((one) => textAt(one, "id") === ids[0]) ?? null;
    return ids.length === 0 ? [] : [findingOf(ids, group, { result, item, record })];
  });
}

interface Place {
  readonly result: JsonValue;
  readonly item: JsonValue;
  readonly record: JsonValue;
}

function findingOf(
  ids: readonly string[],
  group: JsonValue,
  { result, item, record }: Place,
): ForeignFinding {
  const vulnerability = ids.find((id) => id.startsWith("CVE-")) ?? ids[0] ?? "";
  const score = Number(textAt(group, "max_severity") || "NaN");
  const advisory = readOsv(record);
  const word = ratingOfWord(advisory?.rating ?? "");
  return {
    vulnerability,
    aliases: ids.filter((id) => id !== vulnerability),
    package: packageIn(result, item),
    fixed: fixIn(advisory, item),
    severity: word === "unknown" && score >= 0 ? ratingOfScore(score) : word,
    ...(score >= 0 && { score }),
    status: "",
    suppressed: false,
    source: "OSV",
  };
}

function fixIn(advisory: Advisory | undefined, item: JsonValue): string {
  return advisory === undefined ? "" : (judgeAdvisory(advisory, namesOf(item)).fixed ?? "");
}
