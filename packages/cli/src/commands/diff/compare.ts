import { type Finding, headingOf, type Severity } from "@watertight/core/findings";

/** A finding as far as two reports can be compared. */
export interface Compared {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: Severity;
  /** `Deployment shop/web`. */
  readonly object: string;
  readonly path: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

export interface Difference {
  readonly new: readonly Compared[];
  readonly gone: readonly Compared[];
  readonly unchanged: readonly Compared[];
}

/** Recognises findings by their fingerprints; one that occurs twice has to be there twice. */
export function compareFindings(
  before: readonly Compared[],
  after: readonly Compared[],
): Difference {
  const left = new Map<string, Compared[]>();
  for (const finding of before) {
    const list = left.get(finding.fingerprint);
    if (list) list.push(finding);
    else left.set(finding.fingerprint, [finding]);
  }
  const isUnchanged = after.map(({ fingerprint }) => left.get(fingerprint)?.shift() !== undefined);
  const remaining = new Set([...left.values()].flat());
  return {
    new: after.filter((_, index) => isUnchanged[index] === false),
    gone: before.filter((finding) => remaining.has(finding)),
    unchanged: after.filter((_, index) => isUnchanged[index]),
  };
}

/** What is compared of a finding. */
export function reportedOf(finding: Finding): Compared {
  const { fingerprint, check, severity, object, path, message, location } = finding;
  const { file, line } = location;
  return { fingerprint, check, severity, object: headingOf(object), path, message, file, line };
}

/** How many findings there are of each. */
export function sumOf({ new: news, gone, unchanged }: Difference): string {
  return `${news.length} new, ${gone.length} gone, ${unchanged.length} unchanged`;
}
