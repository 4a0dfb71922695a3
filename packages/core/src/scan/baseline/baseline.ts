import type { Finding, Severity } from "../../findings/finding.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";

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
  /** Where it was, which tells different objects of one name apart; absent in baselines of before. */
  readonly file?: string;
}

/** The findings of a moment, each fingerprint once an object, in order of object, check and path. */
export type Baseline = readonly KnownFinding[];

/** Excepted findings are not part of it: their exception is what knows them. */
export function baselineOf(findings: Iterable<Finding>): Baseline {
  const known = new Map<string, KnownFinding>();
  for (const finding of findings) {
    const { fingerprint, check, severity, object, path, exception, namesakes } = finding;
    if (exception) continue;
    const key = namesakes ? `${fingerprint} ${namesakes.own}` : fingerprint;
    const before = known.get(key);
    known.set(key, {
      fingerprint,
      check,
      severity,
      object: nameOf(object),
      path,
      count: (before?.count ?? 0) + 1,
      file: before?.file ?? fileOf(finding),
    });
  }
  return [...known.values()].sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

/** A finding as far as it is recognised. */
type Recognised = Pick<Finding, "fingerprint" | "namesakes" | "location">;

/**
 * Tells known findings from new ones; each entry covers as many findings as it counts. Of different objects of one name an
 * entry covers the one in its file, or one in a file of another name where its own file is gone: moved and renamed files stay
 * known, and what another folder has wrong is new.
 */
export interface BaselineMatcher {
  readonly isKnown: (finding: Recognised) => boolean;
  /** What was not asked for, with how many of it; to be asked last. */
  readonly gone: () => Baseline;
}

export function createBaselineMatcher(baseline: Baseline): BaselineMatcher {
  const left = baseline.map((known) => ({ known, count: known.count }));
  const byFingerprint = groupedBy(left, ({ known }) => known.fingerprint);
  return {
    isKnown: (finding) => {
      const own = fileOf(finding);
      const all = finding.namesakes?.all ?? [];
      const open = (byFingerprint.get(finding.fingerprint) ?? []).filter(({ count }) => count > 0);
      const entry =
        open.find(({ known }) => known.file === own) ??
        open.find(({ known }) => known.file === undefined || !all.includes(known.file));
      if (entry) entry.count--;
      return entry !== undefined;
    },
    gone: () => left.flatMap(({ known, count }) => (count > 0 ? [{ ...known, count }] : [])),
  };
}

/** The baseline without what is gone. */
export function prunedBaseline(baseline: Baseline, gone: Baseline): Baseline {
  const missing = new Map(gone.map((known) => [entryKey(known), known.count]));
  return baseline.flatMap((known) => {
    const count = known.count - (missing.get(entryKey(known)) ?? 0);
    return count > 0 ? [{ ...known, count }] : [];
  });
}

function entryKey({ fingerprint, file = "" }: KnownFinding): string {
  return `${fingerprint} ${file}`;
}

/** The file, or what tells a namesake in it apart. */
function fileOf({ namesakes, location }: Pick<Finding, "namesakes" | "location">): string {
  return namesakes?.own ?? location.file;
}

function nameOf({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function orderOf({ object, check, path, fingerprint, file = "" }: KnownFinding): string {
  return JSON.stringify([object, check, path, fingerprint, file]);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
