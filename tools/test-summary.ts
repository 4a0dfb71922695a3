/** What a test needs that may not be on a machine: a folder of cases, a program. Tests say it in `meta.needs`. */
export interface Need {
  /** As the summary names it: `suite access`, `helm`. */
  readonly name: string;
  readonly isHere: boolean;
  /** Where it is looked for, or how to get it; a clause. */
  readonly hint: string;
}

declare module "vitest" {
  interface TaskMeta {
    needs?: readonly Need[];
  }
}

/** A test as it ended, with what it and the groups around it need. */
export interface EndedTest {
  readonly name: string;
  readonly state: "failed" | "passed" | "skipped";
  readonly needs: readonly Need[];
}

/** What one run of tests leaves for the closing lines. */
export interface RunRecord {
  readonly passed: number;
  readonly failed: number;
  /** Names of what tests needed and had. */
  readonly had: readonly string[];
  readonly absent: readonly {
    readonly name: string;
    readonly hint: string;
    readonly tests: number;
  }[];
  /** Tests that were left out though nothing that they need is absent. */
  readonly unexplained: readonly string[];
}

/** What came of the tests of a run. */
export function recordOf(tests: readonly EndedTest[]): RunRecord {
  const had = new Set<string>();
  const absent = new Map<string, { readonly hint: string; readonly tests: number }>();
  for (const { state, needs } of tests) {
    for (const { name, isHere, hint } of needs) {
      if (isHere && state !== "skipped") had.add(name);
      if (!isHere) absent.set(name, { hint, tests: (absent.get(name)?.tests ?? 0) + 1 });
    }
  }
  const isUnexplained = ({ state, needs }: EndedTest): boolean =>
    state === "skipped" && needs.every(({ isHere }) => isHere);
  return {
    passed: tests.filter(({ state }) => state === "passed").length,
    failed: tests.filter(({ state }) => state === "failed").length,
    had: [...had].sort(),
    absent: [...absent].map(([name, rest]) => ({ name, ...rest })).sort(byName),
    unexplained: tests.filter(isUnexplained).map(({ name }) => name),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** Whether runs were as they have to be: something passed in each, nothing failed and nothing was left out without a reason. */
export function isGood(records: readonly RunRecord[]): boolean {
  return (
    records.length > 0 &&
    records.every(
      ({ passed, failed, unexplained }) => passed > 0 && failed === 0 && unexplained.length === 0,
    )
  );
}

/** The last lines of a run, or of several: what they were held against, what was not here, and whether that was everything. */
export function closingLines(records: readonly RunRecord[]): readonly string[] {
  const absent = new Map(
    records.flatMap((record) => record.absent.map((each) => [each.name, each])),
  );
  const had = [...new Set(records.flatMap((record) => record.had))].sort();
  const unexplained = [...new Set(records.flatMap((record) => record.unexplained))];
  return [
    ...(had.length > 0 ? [`Tested with ${had.join(", ")}.`] : []),
    ...unexplained.map((name) => `Left out, and nothing says why: ${name}`),
    ...[...absent.values()]
      .sort(byName)
      .map(({ name, hint, tests }) => `Not here: ${name} (${hint}); ${countOf(tests)} left out.`),
    verdictOf(records, [...absent.keys()], had),
  ];
}

function countOf(tests: number): string {
  return tests === 1 ? "1 test" : `${tests} tests`;
}

function verdictOf(
  records: readonly RunRecord[],
  absent: readonly string[],
  had: readonly string[],
): string {
  if (!isGood(records)) return "Not everything passed.";
  if (absent.length === 0) return "Everything passed.";
  const isSuite = (name: string): boolean => name.startsWith("suite ");
  return absent.some(isSuite) && !had.some(isSuite)
    ? "What could be tested passed. No suite of upstream's cases was found: nothing is said about them."
    : "What could be tested passed; the rest is named above.";
}
