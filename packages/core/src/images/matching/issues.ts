import type { Advisory } from "./advisory.ts";

/** One vulnerability that an advisory speaks of. */
export interface Issue {
  /** The ids that it is known by everywhere: what shares one is the same. */
  readonly ids: readonly string[];
  /** The advisory that bundles it with others. */
  readonly bundle?: string;
}

// Advisories of distributions that announce an update, whatever number of vulnerabilities it closes.
const BUNDLES =
  /^(?:AL[SBE]A|RH[SBE]A|R[LX]SA|EL[SBE]A|ALAS\w*|SUSE-[A-Z]+|openSUSE-[A-Z]+|D[SLT]A|DTSA|USN|LSN|OESA|MGASA|PHSA|AZL)-/;

/** The vulnerabilities of an advisory: itself with its aliases, or each that an announcement bundles. */
export function issuesOf(advisory: Advisory): readonly Issue[] {
  const { id, aliases, related } = advisory;
  if (!BUNDLES.test(id)) return [{ ids: identitiesOf(advisory) }];
  const cves = [...new Set([...aliases, ...related])].filter((other) => other.startsWith("CVE-"));
  if (cves.length === 0) return [{ ids: identitiesOf(advisory) }];
  return cves.map((cve) => ({ ids: [cve], bundle: id }));
}

/** The ids of one vulnerability: `DEBIAN-CVE-2024-1` is CVE-2024-1. */
function identitiesOf({ id, aliases, related }: Advisory): readonly string[] {
  return [id, ...aliases, ...related.filter((other) => id.endsWith(`-${other}`))];
}
