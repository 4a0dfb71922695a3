import type { Evidence } from "../../snapshot/verdict.ts";
import { createFacts, type Fact, type Facts } from "./facts.ts";
import type { Alternative } from "./holders.ts";
import type { TechniqueId } from "./techniques.ts";

/** One right that a step needs; any of the alternatives will do. */
export type Need = readonly Alternative[];

/** Whoever all premises hold for, and who has what is needed: the conclusion holds for it too. */
export interface Edge {
  /** Numbers of facts; for one with an identity, the needs are that principal's. */
  readonly premises: readonly number[];
  readonly conclusion: number;
  /** Absent where the conclusion merely follows: no step of its own. */
  readonly technique: TechniqueId | undefined;
  readonly needs: readonly Need[];
  /** Why it is not sure; absent where it is. */
  readonly unknown: string | undefined;
  /** What else the input shows for it, such as the pod that runs as the account. */
  readonly evidence: readonly Evidence[];
}

/** What a step needs and shows besides premise and conclusion. */
interface EdgeDetail {
  readonly technique?: TechniqueId;
  readonly needs?: readonly Need[];
  readonly unknown?: string | undefined;
  readonly evidence?: readonly Evidence[];
}

/** A hypergraph: facts, and edges from one or more facts to one. */
export interface Graph {
  readonly facts: Facts;
  readonly edges: readonly Edge[];
  /** Numbers of the edges of which a fact is a premise. */
  readonly from: (fact: number) => readonly number[];
  /** Numbers of the edges that lead to a fact. */
  readonly to: (fact: number) => readonly number[];
}

/** A graph while it is built. */
export interface GraphBuilder extends Graph {
  readonly add: (premises: readonly Fact[], conclusion: Fact, detail?: EdgeDetail) => void;
}

const NONE: readonly never[] = [];

export function createGraph(): GraphBuilder {
  const facts = createFacts();
  const edges: Edge[] = [];
  const outgoing: number[][] = [];
  const incoming: number[][] = [];
  return {
    facts,
    edges,
    from: (fact) => outgoing[fact] ?? NONE,
    to: (fact) => incoming[fact] ?? NONE,
    add: (premises, conclusion, detail = {}) => {
      const ids = premises.map(facts.idOf);
      const from = ids.length === 1 ? ids : [...new Set(ids)];
      const to = facts.idOf(conclusion);
      if (from.includes(to)) return;
      const edge = edges.length;
      edges.push(edgeOf(from, to, detail));
      for (const premise of from) (outgoing[premise] ??= []).push(edge);
      (incoming[to] ??= []).push(edge);
    },
  };
}

function edgeOf(
  premises: readonly number[],
  conclusion: number,
  { technique, needs = NONE, unknown, evidence = NONE }: EdgeDetail,
): Edge {
  return { premises, conclusion, technique, needs, unknown, evidence };
}
