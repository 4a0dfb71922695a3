import type { Finding, Severity } from "../../findings/finding.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";

/** What a baseline keeps of a finding; the fingerprint recognises it, the rest is for people. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: Severity;
  /** `Deployment shop/web`. */
  readonly object: string;
  readonly path: string;
  /** How many findings have this fingerprint: objects without a name share theirs. */
  readonly count: number;
}

/** The findings of a moment, each fingerprint once, in order of object, check and path. */
export type Baseline = readonly KnownFinding[];

/** Excepted findings are not part of it: their exception is what knows them. */
export function baselineOf(findings: Iterable<Finding>): Baseline {
  const known = new Map<string, KnownFinding>();
  for (const { fingerprint, check, severity, object, path, exception } of findings) {
    if (exception) continue;
    const count = (known.get(fingerprint)?.count ?? 0) + 1;
    known.set(fingerprint, {
      fingerprint,
      check,
      severity,
      object: nameOf(object),
      path,
      count,
    });
  }
  return [...known.values()].sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

/** Tells known findings from new ones; each entry covers as many findings as it counts. */
export interface BaselineMatcher {
  readonly isKnown: (finding: { readonly fingerprint: string }) => boolean;
  /** What was not asked for, with how many of it; to be asked last. */
  readonly gone: () => Baseline;
}

export function createBaselineMatcher(baseline: Baseline): BaselineMatcher {
  const left = new Map(baseline.map(({ fingerprint, count }) => [fingerprint, count]));
  return {
    isKnown: ({ fingerprint }) => {
      const count = left.get(fingerprint) ?? 0;
      if (count > 0) left.set(fingerprint, count - 1);
      return count > 0;
    },
    gone: () =>
      baseline.flatMap((known) => {
        const count = left.get(known.fingerprint) ?? 0;
        return count > 0 ? [{ ...known, count }] : [];
      }),
  };
}

/** The baseline without what is gone. */
export function prunedBaseline(baseline: Baseline, gone: Baseline): Baseline {
  const missing = new Map(gone.map(({ fingerprint, count }) => [fingerprint, count]));
  return baseline.flatMap((known) => {
    const count = known.count - (missing.get(known.fingerprint) ?? 0);
    return count > 0 ? [{ ...known, count }] : [];
  });
}

function nameOf({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function orderOf({ object, check, path, fingerprint }: KnownFinding): string {
  return JSON.stringify([object, check, path, fingerprint]);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
