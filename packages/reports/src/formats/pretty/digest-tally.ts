import {
  comparePaths,
  compareSeverity,
  type Entry,
  entriesOf,
  type Finding,
  groupsOf,
  keyOf,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";

/** Findings of one check and severity. */
export interface CheckCount {
  readonly severity: Severity;
  readonly check: string;
  count: number;
  /** The most paths of attack that one of them is on. */
  paths: number;
}

/** Findings of one object in one file. */
export interface ObjectCount {
  /** The first. */
  readonly finding: Finding;
  /** By severity, the least first. */
  readonly counts: number[];
}

/** Entries of one severity: the first ones, and how many there are. */
export interface FirstEntries {
  readonly entries: Entry[];
  count: number;
}

/** What the first pages are written from. */
export interface DigestTally {
  readonly critical: FirstEntries;
  readonly high: FirstEntries;
  /** Of less than high. */
  readonly checks: readonly CheckCount[];
  readonly objects: readonly ObjectCount[];
  /** Below the severity that is shown. */
  readonly hidden: readonly CheckCount[];
  /** The first of the worst, hidden or not. */
  readonly worst: Finding | undefined;
}

/**
 * Takes in findings and keeps numbers, by check and by object, and the first `most` entries of critical and high: it grows with the
 * objects and not with what is found of them. The other findings of an object are kept until the next one comes.
 */
export function createDigestTally(
  from: Severity,
  most: number,
): { readonly add: (finding: Finding) => void; readonly end: () => DigestTally } {
  const critical: FirstEntries = { entries: [], count: 0 };
  const high: FirstEntries = { entries: [], count: 0 };
  const shown = createCheckCounts();
  const hidden = createCheckCounts();
  const objects = new Map<string, ObjectCount>();
  let worst: Finding | undefined;
  let last: { readonly finding: Finding; readonly object: ObjectCount } | undefined;
  let open: Finding[] = [];
  const settle = (): void => {
    for (const entry of entriesAmong(open)) {
      const { severity } = entry.finding;
      if (severity === "critical") take(critical, entry, most);
      else if (severity === "high") take(high, entry, most);
    }
    open = [];
  };
  const objectOf = (finding: Finding): ObjectCount => {
    if (last && isOfSameObject(last.finding, finding)) return last.object;
    // Of several worlds not all that is said of an object comes together.
    if (!finding.worlds) settle();
    const key = keyOf(finding.object) + finding.location.file;
    const object = objects.get(key) ?? { finding, counts: SEVERITIES.map(() => 0) };
    objects.set(key, object);
    last = { finding, object };
    return object;
  };
  return {
    add: (finding) => {
      const { severity } = finding;
      if (!worst || isWorse(finding, worst)) worst = finding;
      if (compareSeverity(severity, from) < 0) {
        hidden.add(finding);
        return;
      }
      const { counts } = objectOf(finding);
      const index = SEVERITIES.indexOf(severity);
      counts[index] = (counts[index] ?? 0) + 1;
      open.push(finding);
      if (!isGrave(finding)) shown.add(finding);
    },
    end: () => {
      settle();
      const checks = shown.all();
      return {
        critical,
        high,
        checks,
        objects: [...objects.values()],
        hidden: hidden.all(),
        worst,
      };
    },
  };
}

function isWorse(finding: Finding, worst: Finding): boolean {
  const order = compareSeverity(finding.severity, worst.severity);
  return order > 0 || (order === 0 && comparePaths(finding, worst) < 0);
}

function isGrave({ severity }: Finding): boolean {
  return severity === "critical" || severity === "high";
}

/** The reference of an object is one value. */
function isOfSameObject(a: Finding, b: Finding): boolean {
  return a.object === b.object && a.location.file === b.location.file;
}

function entriesAmong(findings: readonly Finding[]): readonly Entry[] {
  // Of most objects nothing is shown but numbers.
  if (!findings.some(isGrave)) return [];
  return groupsOf(findings, "object").flatMap((group) => entriesOf(group, "object"));
}

/** Those on paths of attack come first; else what came first stays. */
function take(first: FirstEntries, entry: Entry, most: number): void {
  first.count++;
  const { entries } = first;
  const before = entries.findIndex((each) => comparePaths(entry.finding, each.finding) < 0);
  entries.splice(before < 0 ? entries.length : before, 0, entry);
  if (entries.length > most) entries.pop();
}

function createCheckCounts(): {
  readonly add: (finding: Finding) => void;
  readonly all: () => readonly CheckCount[];
} {
  const counts = new Map<string, CheckCount>();
  return {
    add: ({ severity, check, onPaths }) => {
      const key = `${severity} ${check}`;
      const known = counts.get(key) ?? { severity, check, count: 0, paths: 0 };
      known.count++;
      known.paths = Math.max(known.paths, onPaths?.count ?? 0);
      counts.set(key, known);
    },
    all: () => [...counts.values()],
  };
}
