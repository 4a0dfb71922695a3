import type { Advisory, Affected } from "../matching/advisory.ts";
import type { Exploitation } from "../matching/source.ts";

/** What a document of a feed holds. */
export interface FeedDocument {
  /** As people call it: `OSV`, `Debian tracker`, `Alpine secdb`, `CSAF`, `KEV`, `EPSS`. */
  readonly format: string;
  readonly advisories: readonly Advisory[];
  /** By CVE. */
  readonly exploitations: ReadonlyMap<string, Exploitation>;
}

/** An advisory of a distribution about one CVE; `id` is `DEBIAN-CVE-…`, as OSV's export of the same tracker has it. */
export function advisoryOfCve(
  prefix: string,
  cve: string,
  rest: Pick<Advisory, "source" | "affected"> & Partial<Advisory>,
): Advisory {
  const isCve = cve.startsWith("CVE-");
  return {
    id: isCve ? `${prefix}-${cve}` : cve,
    aliases: [],
    related: isCve ? [cve] : [],
    summary: "",
    published: "",
    modified: "",
    withdrawn: "",
    severities: [],
    rating: "",
    cwes: [],
    references: [],
    ...rest,
  };
}

/** All versions of a package, up to a fix where there is one. */
export function affectedUntil(
  ecosystem: string,
  name: string,
  fixed: string,
  rest: Partial<Affected> = {},
): Affected {
  const end = fixed === "" ? [] : [{ kind: "fixed" as const, version: fixed }];
  return {
    ecosystem,
    name,
    arch: "",
    ranges: [{ type: "ECOSYSTEM", events: [{ kind: "introduced", version: "0" }, ...end] }],
    versions: [],
    rating: "",
    severities: [],
    status: "",
    ...rest,
  };
}
