import type { Package } from "../model.ts";
import type { Advisory, Affected } from "./advisory.ts";
import type { Issue } from "./issues.ts";
import type { Rating } from "./severity.ts";

/** Advisories that can be asked for by package: in memory, or in a file. */
export interface AdvisorySource {
  /** The entries of the advisories filed under a key of `keyOf`. */
  entries(key: string): readonly AdvisoryEntry[];
  /** Those of a key that a version may be affected by; absent where to read all of them costs no more. */
  suspects?(key: string, version: string): Suspects;
  /** The advisory itself. */
  advisory(id: string): Advisory | undefined;
  /**
   * The ecosystems that it has anything of, as `keyOf` begins (`debian:12`). Where a package's is not among them, finding nothing means
   * nothing; absent where that is not known.
   */
  readonly ecosystems?: ReadonlySet<string>;
  /** Whether it is known to be exploited, and how likely that is; undefined where nobody says. */
  exploitation?(cve: string): Exploitation | undefined;
}

/** The entries of a key, parted by what can be told of them before they are read. */
export interface Suspects {
  readonly entries: readonly AdvisoryEntry[];
  /** Those that say no more than a fix, which the version has: nine of ten, and seldom asked for. */
  readonly others: () => readonly AdvisoryEntry[];
}

/** One entry of an advisory with what matching asks of the advisory itself, so that nothing else need be read. */
export interface AdvisoryEntry {
  readonly id: string;
  readonly entry: Affected;
  /** The vulnerabilities that the advisory speaks of. */
  readonly issues: readonly Issue[];
  /** Who says so. */
  readonly source: string;
  readonly rating: Rating;
  /** Of CVSS, where it has a vector. */
  readonly score?: number;
}

/** CISA's catalogue of known exploited vulnerabilities, and the estimate of EPSS. */
export interface Exploitation {
  /** The day on which it was added to the catalogue. */
  readonly knownSince?: string;
  readonly ransomware?: boolean;
  /** Of EPSS, 0 to 1: the probability that it is exploited within 30 days. */
  readonly probability?: number;
  readonly percentile?: number;
}

/** A vulnerability of a package. */
export interface Match {
  /** Its CVE where there is one, else the advisory's own id. */
  readonly vulnerability: string;
  /** Every other id that it has. */
  readonly aliases: readonly string[];
  readonly package: Package;
  /** The version that was compared: that of the source where its source was looked up. */
  readonly installed: string;
  /** The least version that is not affected; undefined where none is known. */
  readonly fixed?: string;
  readonly severity: Rating;
  /** Of CVSS, 0 to 10. */
  readonly score?: number;
  /** Who says so: the distribution first. */
  readonly source: string;
  readonly reason: string;
  /** The advisories that say so, the first one's word counting most. */
  readonly advisories: readonly string[];
  /** What its vendor says beyond versions, or "". */
  readonly status: string;
  readonly exploitation?: Exploitation;
}

/** A package about which nothing can be said, and why. */
export interface NotJudged {
  readonly package: Package;
  readonly reason: string;
}

export interface MatchResult {
  readonly matches: readonly Match[];
  readonly notJudged: readonly NotJudged[];
}
