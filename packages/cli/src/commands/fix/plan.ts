import type { Edit, Finding, PlacedFinding, Snapshot } from "@watertight/core";
import { type Candidate, type Choice, chooseCandidates, type Outcome } from "./candidates.ts";
import { change, type State, type Undone } from "./change.ts";
import { judge } from "./judge.ts";
import { among } from "./sameness.ts";

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
  /** What another finding had hidden, and that is left. */
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
  const edits = new Map<string, readonly Edit[]>();
  let round: Round = {
    state: { snapshot, texts: new Map() },
    found: first,
    fixed: [],
    outcomes: new Map(),
  };
  for (let count = 0; count < MOST_ROUNDS; count++) {
    round = fixRound(round, refused, options);
    for (const { finding, sets } of round.fixed) {
      edits.set(finding.fingerprint, sets[0]?.edits ?? []);
    }
    if (round.fixed.length === 0) break;
  }
  const { state, found, outcomes } = round;
  const end = { snapshot: state.snapshot, found };
  const isLeft = among(end)(snapshot);
  const isKnown = among({ snapshot, found: first })(state.snapshot);
  const treated = ({ finding, places }: PlacedFinding, left: boolean): TreatedFinding => {
    const { fingerprint } = finding;
    const files = new Set(
      places.map(({ target: { origin } }) => origin.rendered?.from ?? origin.file),
    );
    const common = { finding, files: [...files] };
    return left
      ? { ...common, outcome: outcomes.get(fingerprint) ?? { kind: "no-fix" }, edits: [] }
      : { ...common, outcome: { kind: "fixed" }, edits: edits.get(fingerprint) ?? [] };
  };
  return {
    findings: first.map((placed) => treated(placed, isLeft(placed))),
    revealed: found.filter((placed) => !isKnown(placed)).map((placed) => treated(placed, true)),
    state,
  };
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
  const note = (undone: Undone): void => {
    for (const [fingerprint, reason] of undone.refused) refused.set(fingerprint, reason);
    for (const [fingerprint, reason] of undone.later) later.set(fingerprint, reason);
  };
  for (;;) {
    const left = new Map([...later, ...refused]);
    const { candidates, outcomes } = chooseCandidates(state.snapshot, found, left, options.choice);
    if (candidates.length === 0) return { state, found, fixed: [], outcomes };
    const changed = change(state, candidates, options.textOf);
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
