import type { Edge, Hypergraph, HypergraphBuilder, Premises } from "../../hypergraph/index.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import type { AccessBinding } from "../model.ts";
import { createFacts, type Fact, type Facts } from "./facts.ts";
import type { Proof, RightNeed } from "./held-right.ts";
import type { TechniqueId } from "./techniques.ts";

/** From facts to one that follows, by a technique or without a step of its own. */
export type EscalationEdge = Edge<TechniqueId, Proof, AccessBinding>;

/** The hypergraph of facts when it is complete. */
export interface FactGraph extends Hypergraph<EscalationEdge> {
  readonly facts: Facts;
}

/** What a step needs and shows besides premises and conclusion. */
interface EdgeDetail {
  /** Absent where the conclusion merely follows. */
  readonly technique?: TechniqueId;
  /** Rights of whoever the premise with an identity is. */
  readonly needs?: readonly RightNeed[];
  /** Why it is not sure. */
  readonly unknown?: string | undefined;
  /** What else the input shows for it, such as the pod that runs as the account. */
  readonly evidence?: readonly Evidence[];
}

/** A graph of facts while it is built. */
export interface FactGraphBuilder {
  readonly facts: Facts;
  readonly add: (premises: Premises<Fact>, conclusion: Fact, detail?: EdgeDetail) => void;
  /** A group that somebody surely is in. */
  readonly addMembership: (member: Fact, group: Fact) => void;
  /** Whether any edge leads to a fact. */
  readonly isReached: (fact: Fact) => boolean;
  /** Whether any edge leads on from a fact. */
  readonly isUsed: (fact: Fact) => boolean;
}

const NONE: readonly never[] = [];

/** Contributes facts as vertices, and edges between them. */
export function createFactGraph(builder: HypergraphBuilder<EscalationEdge>): FactGraphBuilder {
  const facts = createFacts(builder.newVertex);
  const numbersOf = (premises: Premises<Fact>): Premises => {
    if (premises.length === 1) return [facts.idOf(premises[0])];
    const [first, ...others] = premises;
    return [facts.idOf(first), ...others.map(facts.idOf)];
  };
  const has = (fact: Fact, edgesAt: (vertex: number) => readonly number[]): boolean => {
    const vertex = facts.find(fact);
    return vertex !== undefined && edgesAt(vertex).length > 0;
  };
  return {
    facts,
    isReached: (fact) => has(fact, builder.to),
    isUsed: (fact) => has(fact, builder.from),
    add: (premises, conclusion, { technique, needs = NONE, unknown, evidence = NONE } = {}) => {
      builder.add({
        premises: numbersOf(premises),
        conclusion: facts.idOf(conclusion),
        step: technique,
        needs: evidence.length === 0 ? needs : [...needs, ...evidence.map(shown)],
        unknown,
        isSame: false,
      });
    },
    addMembership: (member, group) => {
      builder.add({
        premises: numbersOf([member]),
        conclusion: facts.idOf(group),
        step: undefined,
        needs: NONE,
        unknown: undefined,
        isSame: true,
      });
    },
  };
}

/** What the input shows no binding takes away. */
function shown(evidence: Evidence): EscalationEdge["needs"][number] {
  return [{ evidence, edit: undefined }];
}
