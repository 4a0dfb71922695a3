/**
 * What is known against packages, in the one shape that every feed is brought into: OSV's (ossf/osv-schema, docs/schema.md), without
 * what nobody asks of it.
 */
export interface Advisory {
  readonly id: string;
  /** The same vulnerability in other databases. */
  readonly aliases: readonly string[];
  /** Vulnerabilities that an advisory of a distribution bundles (`upstream`, `related`): not the same one. */
  readonly related: readonly string[];
  readonly summary: string;
  readonly published: string;
  readonly modified: string;
  /** When it was withdrawn; "" for what holds. */
  readonly withdrawn: string;
  readonly severities: readonly SeverityScore[];
  /** The word of its database (`HIGH`, `important`, `low`), or "". */
  readonly rating: string;
  /** Who says so: `Debian`, `GHSA`, `Go` … */
  readonly source: string;
  readonly cwes: readonly string[];
  readonly references: readonly string[];
  readonly affected: readonly Affected[];
}

/** A vector with its type as OSV names it (`CVSS_V3`), or a word of a distribution (`Ubuntu`: `medium`). */
export interface SeverityScore {
  readonly type: string;
  readonly score: string;
}

/** One package of one ecosystem, and the versions that are affected. */
export interface Affected {
  /** With its release: `Debian:12`. */
  readonly ecosystem: string;
  /** As the ecosystem writes it: `@angular/core`, `org.a:b`, `php:7.4::php-fpm` of a module's stream. */
  readonly name: string;
  /** The only architecture that is meant, or "". */
  readonly arch: string;
  readonly ranges: readonly Range[];
  readonly versions: readonly string[];
  readonly rating: string;
  readonly severities: readonly SeverityScore[];
  /** What its vendor says beyond versions: `will not fix`, `end of life`; or "". */
  readonly status: string;
}

export type RangeType = "SEMVER" | "ECOSYSTEM" | "GIT";

export interface Range {
  readonly type: RangeType;
  readonly events: readonly RangeEvent[];
}

export interface RangeEvent {
  readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
  readonly version: string;
}
