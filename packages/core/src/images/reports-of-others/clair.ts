import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { type Rating, ratingOfWord } from "../matching/severity.ts";
import type { Distribution, Package } from "../model.ts";
import { type ForeignFinding, type ForeignReport, idsIn } from "./model.ts";
import { packageOfKind } from "./package-types.ts";

/** Whether a document is a Clair v4 index report or vulnerability report (quay/clair, httptransport/api/v1/openapi.yaml). */
export function isClair(document: JsonObject): boolean {
  return textAt(document, "manifest_hash") !== "" && isJsonObject(document["packages"]);
}

/** Both reports: the first has packages alone. What a real Clair writes otherwise than its documents is read as it writes it. */
export function readClair(document: JsonObject): ForeignReport {
  const packages = packagesOf(document);
  const distribution = distributionOf(document);
  const hasFindings = isJsonObject(document["vulnerabilities"]);
  return {
    scanner: "Clair",
    scannerVersion: "",
    format: hasFindings ? "Clair vulnerability report" : "Clair index report",
    reference: "",
    digest: textAt(document, "manifest_hash"),
    ...(distribution !== undefined && { distribution }),
    packages: [...packages.values()],
    findings: findingsOf(document, packages),
    listsPackages: true,
    created: "",
  };
}

function distributionOf(document: JsonObject): Distribution | undefined {
  const [first] = Object.values(objectAt(document, "distributions"));
  if (first === undefined) return undefined;
  return {
    id: textAt(first, "did"),
    version: textAt(first, "version_id"),
    name: textAt(first, "pretty_name"),
    codename: textAt(first, "version_code_name"),
  };
}

/** By their ids within the report. Sources are named within binaries, and stand for themselves nowhere. */
function packagesOf(document: JsonObject): ReadonlyMap<string, Package> {
  const found = new Map<string, Package>();
  for (const [id, item] of Object.entries(objectAt(document, "packages"))) {
    if (textAt(item, "kind") === "source") continue;
    const [environment] = listAt(document, "environments", id);
    const base = packageOfKind(
      typeOf(item, environment, document),
      textAt(item, "name"),
      textAt(item, "version"),
    );
    const source = textAt(item, "source", "name");
    found.set(id, {
      ...base,
      arch: textAt(item, "arch"),
      path: textAt(environment, "package_db").replace(/^[a-z]+:/, ""),
      ...(source !== "" && {
        source: { name: source, version: textAt(item, "source", "version") },
      }),
    });
  }
  return found;
}

/** By whose package database it is of: `var/lib/dpkg/status`, `python:usr/lib/python3/…`; else by its repository. */
function typeOf(item: JsonValue, environment: JsonValue | undefined, document: JsonObject): string {
  const database = textAt(environment, "package_db");
  const known = DATABASES.find(([pattern]) => pattern.test(database))?.[1];
  if (known !== undefined) return known;
  const [repository] = textsAt(environment, "repository_ids").map((id) =>
    textAt(document, "repository", id, "name"),
  );
  const detector = textAt(item, "detector");
  const ofDetector = DETECTORS.find(([pattern]) => pattern.test(detector))?.[1];
  return ofDetector ?? repository ?? "generic";
}

const DATABASES: readonly (readonly [RegExp, string])[] = [
  [/dpkg/, "deb"],
  [/rpm/, "rpm"],
  [/apk/, "apk"],
  [/^python:/, "pypi"],
  [/^nodejs:|^npm:/, "npm"],
  [/^go:/, "golang"],
  [/^(?:maven|jar|java):/, "maven"],
  [/^(?:ruby|gem|rubygems):/, "gem"],
];
const DETECTORS: readonly (readonly [RegExp, string])[] = [
  [/:dpkg|distroless/, "deb"],
  [/:rpm|rhel/, "rpm"],
  [/:apk/, "apk"],
  [/:python/, "pypi"],
  [/:nodejs|:npm/, "npm"],
  [/:gobin/, "golang"],
  [/:java/, "maven"],
  [/:gem|:ruby/, "gem"],
];

function findingsOf(
  document: JsonObject,
  packages: ReadonlyMap<string, Package>,
): readonly ForeignFinding[] {
  return Object.entries(objectAt(document, "package_vulnerabilities")).flatMap(([id, ids]) => {
    const item = packages.get(id);
    if (item === undefined) return [];
    return textsAt(ids).flatMap((number) => {
      const vulnerability = valueAt(document, "vulnerabilities", number);
      return isJsonObject(vulnerability) ? [findingOf(vulnerability, item, document)] : [];
    });
  });
}

function findingOf(vulnerability: JsonObject, item: Package, document: JsonObject): ForeignFinding {
  const name = textAt(vulnerability, "name");
  const [id = name] = idsIn(name);
  const score = scoreOf(document, textAt(vulnerability, "id"));
  return {
    vulnerability: id,
    aliases: aliasesOf(vulnerability).filter((alias) => alias !== id),
    package: item,
    fixed: fixOf(textAt(vulnerability, "fixed_in_version")),
    severity: severityOf(vulnerability),
    ...(score !== undefined && { score }),
    status: "",
    suppressed: false,
    source: textAt(vulnerability, "updater"),
  };
}

/** Its own list where a newer Clair gives one; entries of OSV have the others in their links alone. */
function aliasesOf(vulnerability: JsonObject): readonly string[] {
  const given = listAt(vulnerability, "Aliases").map((alias) => {
    const space = textAt(alias, "Space");
    const name = textAt(alias, "Name");
    return space === "" || name.startsWith(`${space}-`) ? name : `${space}-${name}`;
  });
  return [
    ...new Set([
      ...given.filter((id) => id !== ""),
      ...idsIn(`${textAt(vulnerability, "name")} ${textAt(vulnerability, "links")}`),
    ]),
  ];
}

/** A version, or the query string that entries of OSV have: `fixed=2.31.0&introduced=2.3.0`. */
function fixOf(text: string): string {
  if (!/^(?:fixed|introduced|lastAffected)=/.test(text)) return text === "0" ? "" : text;
  const pair = text.split("&").find((part) => part.startsWith("fixed="));
  try {
    return decodeURIComponent((pair ?? "").slice("fixed=".length).replaceAll("+", " "));
  } catch {
    return "";
  }
}

/**
 * Its normalized word; but Debian's `high` is Critical there, which nobody else has it as, and an empty word is Unknown, which is no
 * statement.
 */
function severityOf(vulnerability: JsonObject): Rating {
  const own = textAt(vulnerability, "severity");
  const normalized = ratingOfWord(textAt(vulnerability, "normalized_severity"));
  return /debian/i.test(textAt(vulnerability, "updater")) && own !== ""
    ? ratingOfWord(own)
    : normalized;
}

/** The enricher's CVSS, where it is turned on. */
function scoreOf(document: JsonObject, id: string): number | undefined {
  const scores = Object.entries(objectAt(document, "enrichments"))
    .filter(([type]) => type.includes("clair.cvss"))
    .flatMap(([, maps]) => listAt(maps))
    .flatMap((map) => listAt(map, id))
    .flatMap((cvss) => {
      const score = valueAt(cvss, "baseScore");
      return typeof score === "number" ? [score] : [];
    });
  return scores.length === 0 ? undefined : Math.max(...scores);
}
