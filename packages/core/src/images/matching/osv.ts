import { isJsonList, isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { parsePurl } from "../purl.ts";
import type {
  Advisory,
  Affected,
  Range,
  RangeEvent,
  RangeType,
  SeverityScore,
} from "./advisory.ts";

/** An OSV record as an advisory; undefined for what has no id, and so is none. Parts that break the schema are left out. */
export function readOsv(record: JsonValue): Advisory | undefined {
  const id = textAt(record, "id");
  if (id === "") return undefined;
  return {
    id,
    aliases: textsAt(record, "aliases"),
    related: [...new Set([...textsAt(record, "upstream"), ...textsAt(record, "related")])],
    summary: textAt(record, "summary") || firstLine(textAt(record, "details")),
    published: textAt(record, "published"),
    modified: textAt(record, "modified"),
    withdrawn: textAt(record, "withdrawn"),
    severities: severitiesOf(record),
    rating: ratingOf(record) || ratingOfSummary(textAt(record, "summary")),
    source: sourceOf(id),
    cwes: textsAt(record, "database_specific", "cwe_ids"),
    references: listAt(record, "references")
      .map((reference) => textAt(reference, "url"))
      .filter((url) => url !== ""),
    affected: listAt(record, "affected").map(affectedOf),
  };
}

function firstLine(text: string): string {
  const [line = ""] = text.trimStart().split("\n", 1);
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function severitiesOf(value: JsonValue): readonly SeverityScore[] {
  return listAt(value, "severity")
    .map((severity) => ({ type: textAt(severity, "type"), score: textAt(severity, "score") }))
    .filter(({ score }) => score !== "");
}

/** GitHub's, Debian's and Red Hat's words for how bad it is. */
function ratingOf(value: JsonValue): string {
  return (
    textAt(value, "database_specific", "severity") ||
    textAt(value, "ecosystem_specific", "severity") ||
    textAt(value, "ecosystem_specific", "urgency") ||
    textAt(value, "database_specific", "urgency")
  );
}

/** Advisories of Red Hat and of those that rebuild it begin with the word: `Important: kernel security update`. */
function ratingOfSummary(summary: string): string {
  return /^(Critical|Important|Moderate|Low): /.exec(summary)?.[1] ?? "";
}

// The prefixes of ids that OSV's databases have (ossf/osv-schema, docs/schema.md, "id").
const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/^GHSA-/, "GHSA"],
  [/^GO-/, "Go"],
  [/^PYSEC-/, "PyPA"],
  [/^RUSTSEC-/, "RustSec"],
  [/^(?:DEBIAN|DSA|DLA|DTSA)-/, "Debian"],
  [/^(?:UBUNTU|USN|LSN)-/, "Ubuntu"],
  [/^ALPINE-/, "Alpine"],
  [/^AL[SBE]A-/, "AlmaLinux"],
  [/^R[LX]SA-/, "Rocky Linux"],
  [/^RH[SBE]A-/, "Red Hat"],
  [/^SUSE-/, "SUSE"],
  [/^openSUSE-/, "openSUSE"],
  [/^OESA-/, "openEuler"],
  [/^MGASA-/, "Mageia"],
  [/^(?:CGA|CHAINGUARD)-/, "Chainguard"],
  [/^BIT-/, "Bitnami"],
  [/^MAL-/, "malicious packages"],
  [/^CVE-/, "CVE"],
];

/** The database that an id belongs to, or "OSV". */
function sourceOf(id: string): string {
  return SOURCES.find(([prefix]) => prefix.test(id))?.[1] ?? "OSV";
}

function affectedOf(value: JsonValue): Affected {
  const purl = parsePurl(textAt(value, "package", "purl"));
  return {
    ecosystem: textAt(value, "package", "ecosystem"),
    name: textAt(value, "package", "name"),
    arch: archOf(purl?.qualifiers.get("arch") ?? ""),
    ranges: listAt(value, "ranges").map(rangeOf),
    versions: textsAt(value, "versions"),
    rating: ratingOf(value),
    severities: severitiesOf(value),
    status: textAt(value, "database_specific", "status"),
  };
}

function archOf(arch: string): string {
  return arch === "source" || arch === "src" || arch === "noarch" || arch === "all" ? "" : arch;
}

function rangeOf(value: JsonValue): Range {
  const type = textAt(value, "type");
  return {
    type: isRangeType(type) ? type : "ECOSYSTEM",
    events: listAt(value, "events").flatMap(eventsOf),
  };
}

function isRangeType(text: string): text is RangeType {
  return text === "SEMVER" || text === "ECOSYSTEM" || text === "GIT";
}

const EVENTS = ["introduced", "fixed", "last_affected", "limit"] as const;

function eventsOf(event: JsonValue): readonly RangeEvent[] {
  return EVENTS.flatMap((kind) => {
    const version = valueAt(event, kind);
    return typeof version === "string" ? [{ kind, version }] : [];
  });
}

/** The advisories of a JSON text's value: one record, a list, or `{vulns: […]}`. */
export function readOsvDocument(value: JsonValue): readonly Advisory[] {
  const records = isJsonList(value)
    ? value
    : isJsonObject(value) && isJsonList(value["vulns"])
      ? value["vulns"]
      : [value];
  return records.flatMap((record) => readOsv(record) ?? []);
}
