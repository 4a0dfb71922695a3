import type { PatchFile } from "./patches.ts";
import type { TreatedFinding } from "./plan.ts";
import type { TextPair } from "./unified-diff.ts";

/** What a run comes to, for people and for programs. */
export interface FixResult {
  readonly findings: readonly TreatedFinding[];
  /** What another finding had hidden: it was fixed too, or is left. */
  readonly revealed: readonly TreatedFinding[];
  /** Files that change, by name. */
  readonly files: readonly TextPair[];
  readonly patches: readonly PatchFile[];
  readonly written: boolean;
  /** Something could not be examined. */
  readonly incomplete: boolean;
}

/** How many findings came to what; what came to light counts where it is left. */
export interface FixSummary {
  readonly fixed: number;
  readonly files: number;
  readonly patches: number;
  readonly unsafe: number;
  readonly needsValue: number;
  readonly elsewhere: number;
  readonly refused: number;
  readonly noFix: number;
  readonly accepted: number;
  readonly revealed: number;
}

export function summaryOf(result: FixResult): FixSummary {
  const { findings, files, patches } = result;
  const revealed = leftOf(result);
  const count = (kind: TreatedFinding["outcome"]["kind"]): number =>
    [...findings, ...revealed].filter(({ outcome }) => outcome.kind === kind).length;
  return {
    fixed: count("fixed"),
    files: files.length,
    patches: patches.length,
    unsafe: count("unsafe"),
    needsValue: count("needs-value"),
    elsewhere: count("elsewhere"),
    refused: count("refused"),
    noFix: count("no-fix"),
    accepted: count("accepted"),
    revealed: revealed.length,
  };
}

/** What came to light and is left. */
export function leftOf({ revealed }: FixResult): readonly TreatedFinding[] {
  return revealed.filter(({ outcome }) => outcome.kind !== "fixed");
}

/** The result after files could not be written: `failures` has a whole sentence for each. */
export function withFailures(result: FixResult, failures: ReadonlyMap<string, string>): FixResult {
  if (failures.size === 0) return result;
  return {
    ...result,
    files: result.files.filter(({ file }) => !failures.has(file)),
    patches: result.patches.filter(({ name }) => !failures.has(name)),
    findings: result.findings.map((treated) => {
      const failed = treated.files.find((file) => failures.has(file));
      if (failed === undefined) return treated;
      const { finding, outcome } = treated;
      const unchanged = { ...treated, fingerprintAfter: finding.fingerprint };
      if (outcome.kind !== "fixed") return unchanged;
      const reason = failures.get(failed) ?? "";
      return { ...unchanged, outcome: { kind: "refused", reason }, edits: [] };
    }),
    // What hides it is still there.
    revealed: result.revealed.filter(({ files }) => !files.every((file) => failures.has(file))),
  };
}
