import type { Finding } from "@watertight/core/findings";
import type { Edit } from "@watertight/core/kubernetes";
import type { PlacedFinding } from "@watertight/core/scan";
import { nameOfOrigin, renderingOf, type Snapshot } from "@watertight/core/snapshot";
import { chooseCandidates } from "./candidates.ts";
import { type ChangedTexts, change, type State } from "./change.ts";
import { judge } from "./judge.ts";
import type { Candidate, Choice, Outcome, Undone } from "./model.ts";
import { impliedIn, type Sameness, samenessOf } from "./sameness.ts";

/** How many times what a change brings to light is changed too. */
const MOST_ROUNDS = 10;

export interface FixOptions {
  readonly scan: (snapshot: Snapshot) => Iterable<PlacedFinding>;
  readonly choice: Choice;
  /** The text of a file to which `choice` has no obstacle. */
  readonly textOf: (file: string) => string;
}

/** What became of one finding. */
export interface TreatedFinding {
  readonly finding: Finding;
  /** By which a scan after the changes knows it; absent where it is gone. */
  readonly fingerprintAfter?: string;
  readonly outcome: Outcome;
  /** What was done to the object that the finding names; empty where nothing was, or another fix put it right. */
  readonly edits: readonly Edit[];
  /** Where the objects stand that show it: files, and charts or kustomizations whose output they are in. */
  readonly files: readonly string[];
}

/** Changes that were found to put right what they are for, and of which nothing is written yet. */
export interface FixPlan {
  /** Of the first scan, in its order. */
  readonly findings: readonly TreatedFinding[];
  /** What another finding had hidden: it was fixed too, or is left. */
  readonly revealed: readonly TreatedFinding[];
  /** The objects as they are now, in the order of the first snapshot, and the new texts by file. */
  readonly state: State;
}

/**
 * Finds out which fixes can be made. After each round everything is scanned again: a fix counts only if its finding is gone
 * and no new one came; what it merely brought to light gets a round of its own.
 */
export function planFixes(snapshot: Snapshot, options: FixOptions): FixPlan {
  const first = [...options.scan(snapshot)];
  const refused = new Map<string, string>();
  const made: Made = { edits: new Map(), revealed: [] };
  let round: Round = {
    state: { snapshot, texts: new Map() },
    found: first,
    fixed: [],
    outcomes: new Map(),
  };
  for (let count = 0; count < MOST_ROUNDS; count++) {
    const start = { snapshot: round.state.snapshot, found: round.found };
    round = fixRound(round, refused, options);
    if (round.fixed.length === 0) break;
    noteMade(made, round.fixed, samenessOf({ snapshot, found: first }, start));
  }
  return planOf(snapshot, first, round, made);
}

/** What was done in all rounds, to the object that a finding names. */
interface Made {
  /** For findings of the first scan. */
  readonly edits: Map<Finding, readonly Edit[]>;
  /** For those that an earlier round brought to light. */
  readonly revealed: TreatedFinding[];
}

function noteMade({ edits, revealed }: Made, fixed: readonly Candidate[], same: Sameness): void {
  for (const candidate of fixed) {
    const { finding, sets } = candidate;
    const done = sets[0]?.edits ?? [];
    const known = same.before.get(finding);
    if (known) edits.set(known, [...(edits.get(known) ?? []), ...done]);
    else {
      const files = filesOf(candidate);
      revealed.push({ finding, outcome: { kind: "fixed" }, edits: done, files });
    }
  }
}

/** Holds what the first scan found against what is found after the last round, which a scan of the changed files finds too. */
function planOf(
  snapshot: Snapshot,
  first: readonly PlacedFinding[],
  { state, found, outcomes }: Round,
  made: Made,
): FixPlan {
  const end = { snapshot: state.snapshot, found };
  const same = samenessOf({ snapshot, found: first }, end);
  const isImplied = impliedIn(end)(snapshot);
  const treated = (placed: PlacedFinding, fingerprintAfter: string): TreatedFinding => ({
    finding: placed.finding,
    fingerprintAfter,
    outcome: outcomes.get(fingerprintAfter) ?? { kind: "no-fix" },
    edits: [],
    files: filesOf(placed),
  });
  const hidden = found.filter(({ finding }) => !same.before.has(finding));
  return {
    findings: first.map((placed) => {
      const { finding } = placed;
      const left = same.after.get(finding) ?? (isImplied(placed) && finding);
      if (left) return treated(placed, left.fingerprint);
      const edits = made.edits.get(finding) ?? [];
      return { finding, outcome: { kind: "fixed" }, edits, files: filesOf(placed) };
    }),
    revealed: [
      ...made.revealed,
      ...hidden.map((placed) => treated(placed, placed.finding.fingerprint)),
    ],
    state,
  };
}

function filesOf({ places }: PlacedFinding): string[] {
  const files = places.map(
    ({ target: { origin } }) => renderingOf(origin)?.from ?? nameOfOrigin(origin),
  );
  return [...new Set(files)];
}

interface Round {
  readonly state: State;
  readonly found: readonly PlacedFinding[];
  readonly fixed: readonly Candidate[];
  /** Of what is left, by fingerprint. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Tries all that may be done, and leaves out what turns out to be wrong until the rest is right. */
function fixRound(
  { state, found }: Round,
  refused: Map<string, string>,
  options: FixOptions,
): Round {
  const later = new Map<string, string>();
  const texts: ChangedTexts = new Map();
  const note = (undone: Undone): void => {
    for (const [fingerprint, reason] of undone.refused) refused.set(fingerprint, reason);
    for (const [fingerprint, reason] of undone.later) later.set(fingerprint, reason);
  };
  for (;;) {
    const left = new Map([...later, ...refused]);
    const { candidates, outcomes } = chooseCandidates(state.snapshot, found, left, options.choice);
    if (candidates.length === 0) return { state, found, fixed: [], outcomes };
    const changed = change(state, candidates, options.textOf, texts);
    if ("undone" in changed) {
      note(changed.undone);
      continue;
    }
    const { snapshot } = changed.state;
    const after = [...options.scan(snapshot)];
    const undone = judge(
      { snapshot: state.snapshot, found },
      { snapshot, found: after },
      candidates,
    );
    if (undone.refused.size + undone.later.size === 0) {
      return { state: changed.state, found: after, fixed: candidates, outcomes };
    }
    note(undone);
  }
}
