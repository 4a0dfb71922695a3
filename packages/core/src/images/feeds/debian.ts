import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Advisory, Affected } from "../matching/advisory.ts";
import { advisoryOfCve, affectedUntil } from "./feed.ts";

/** Releases by the names that the tracker has (debian.org/releases); unstable has no number. */
const RELEASES = new Map([
  ["stretch", "9"],
  ["buster", "10"],
  ["bullseye", "11"],
  ["bookworm", "12"],
  ["trixie", "13"],
  ["forky", "14"],
]);

/** Whether a document is Debian's security tracker: `{source: {CVE: {releases: {bookworm: {status, …}}}}}`. */
export function isDebianTracker(document: JsonObject): boolean {
  const [first] = Object.values(document);
  const [entry] = isJsonObject(first) ? Object.values(first) : [];
  return isJsonObject(entry) && isJsonObject(entry["releases"]);
}

/** The advisories of Debian's security tracker: one a vulnerability, for the sources and releases that have it. */
export function readDebianTracker(document: JsonObject): readonly Advisory[] {
  const found = new Map<string, { summary: string; affected: Affected[] }>();
  for (const [source, issues] of Object.entries(document)) {
    for (const [cve, issue] of Object.entries(objectAt(issues))) {
      const known = found.get(cve) ?? { summary: "", affected: [] };
      found.set(cve, known);
      known.summary ||= textAt(issue, "description").slice(0, 200);
      const releases = Object.entries(objectAt(issue, "releases"));
      known.affected.push(
        ...releases.flatMap(
          ([release, state]) => affectedIn(source, RELEASES.get(release), state) ?? [],
        ),
      );
    }
  }
  return [...found].map(([cve, { summary, affected }]) =>
    advisoryOfCve("DEBIAN", cve, {
      source: "Debian",
      summary,
      affected,
      references: [`https://security-tracker.debian.org/tracker/${cve}`],
    }),
  );
}

function affectedIn(
  source: string,
  release: string | undefined,
  state: JsonValue,
): Affected | undefined {
  const status = textAt(state, "status");
  const fixed = status === "resolved" ? textAt(state, "fixed_version") : "";
  // A fix of version 0: the release never had the fault.
  if (release === undefined || fixed === "0" || (status === "resolved" && fixed === "")) {
    return undefined;
  }
  return affectedUntil(`Debian:${release}`, source, fixed, {
    rating: textAt(state, "urgency"),
    status: statusOf(status, textAt(state, "nodsa_reason") || textAt(state, "nodsa")),
  });
}

function statusOf(status: string, withoutAdvisory: string): string {
  if (status === "undetermined") return "not yet determined";
  return withoutAdvisory === "" ? "" : `no advisory: ${withoutAdvisory}`;
}
