import type { Evidence } from "../../snapshot/verdict.ts";
import type { AccessBinding, AccessSubject, Grant } from "../model.ts";
import type { ResourceRequest } from "../request.ts";
import { breakersOf } from "./breakers.ts";
import { describeFact, describePrincipal, type Fact } from "./facts.ts";
import type { GoalId } from "./goals.ts";
import type { Edge, Graph, Need } from "./graph.ts";
import { grantOf } from "./holders.ts";
import { type Principal, subjectOf } from "./principals.ts";
import type { Derivation } from "./search.ts";
import type { TechniqueId } from "./techniques.ts";

/** A right that a step uses, and every grant that gives it. */
export interface EscalationNeed {
  /** What the API server would be asked; absent where the grant itself is what is needed. */
  readonly request?: ResourceRequest;
  /** None where the right comes with a role that is bound on the way. */
  readonly grants: readonly Grant[];
  /** Who has it: the one who acts, or a group that it is in; absent for a role that is bound on the way. */
  readonly holder?: AccessSubject;
}

/** One step: who acts uses rights and gains something. */
export interface EscalationStep {
  readonly technique: TechniqueId;
  /** Who acts, as `ServiceAccount shop/web`. */
  readonly actor: string;
  /** Absent where nobody of RBAC acts: whoever controls a node needs no right. */
  readonly subject?: AccessSubject;
  /** What is gained: a clause without its subject. */
  readonly gains: string;
  readonly needs: readonly EscalationNeed[];
  /** What else the input shows for it. */
  readonly evidence: readonly Evidence[];
  /** Why it is not sure; absent where it is. */
  readonly unknown?: string;
}

/** One way from a subject to a goal. */
export interface EscalationPath {
  readonly goal: GoalId;
  readonly verdict: "yes" | "unknown";
  /** Why it is not sure, one lower-case clause a step; none where it is. */
  readonly reasons: readonly string[];
  readonly steps: readonly EscalationStep[];
  /** Bindings without any one of which the path does not hold. */
  readonly breakers: readonly AccessBinding[];
}

/** Puts a derivation into steps: what merely follows belongs to the step before, what is merely needed to the one after. */
export function pathOf(
  graph: Graph,
  start: Principal,
  goal: GoalId,
  { edges }: Derivation,
): EscalationPath {
  const steps: EscalationStep[] = [];
  const actors = createActors(graph, start);
  let pending = NOTHING;
  for (const edge of edges) {
    const actor = actors.next(edge);
    const last = steps.at(-1);
    const part = add(pending, edge, actor);
    if (edge.technique !== undefined) {
      steps.push(stepOf(part, edge.technique, graph, edge.conclusion));
      pending = NOTHING;
    } else if (last && edge.needs.length === 0 && pending === NOTHING) {
      steps[steps.length - 1] = follow(last, edge, graph);
    } else pending = part;
  }
  const reasons = edges.flatMap(({ unknown }) => unknown ?? []);
  return {
    goal,
    verdict: reasons.length === 0 ? "yes" : "unknown",
    reasons: [...new Set(reasons)],
    steps: pending === NOTHING ? steps : closed(steps, pending, edges.at(-1), graph),
    breakers: breakersOf(graph, edges),
  };
}

/** Says who acts, edge by edge. */
interface Actors {
  readonly next: (edge: Edge) => Principal;
}

/** Whoever is in a group, or has bound a role to itself, still is who acts; and who has come so far acts where nobody is named. */
function createActors(graph: Graph, start: Principal): Actors {
  const aliases = new Map<Principal, Principal>();
  let actor = start;
  return {
    next: (edge) => {
      const premise = actorOf(graph, edge);
      if (premise) actor = aliases.get(premise) ?? premise;
      const conclusion = identityAt(graph, edge.conclusion);
      const isStill = conclusion?.kind === "Role" || isMembership(graph, edge);
      if (conclusion && isStill) aliases.set(conclusion, actor);
      return actor;
    },
  };
}

interface Part {
  readonly actor?: Principal;
  readonly needs: readonly EscalationNeed[];
  readonly evidence: readonly Evidence[];
  readonly unknowns: readonly string[];
}

const NOTHING: Part = { needs: [], evidence: [], unknowns: [] };

function add(part: Part, edge: Edge, by: Principal): Part {
  return {
    actor: part.actor ?? by,
    needs: [...part.needs, ...edge.needs.map(needOf)],
    evidence: [...part.evidence, ...edge.evidence],
    unknowns: [...part.unknowns, ...(edge.unknown === undefined ? [] : [edge.unknown])],
  };
}

/** Whoever an edge's premise says one is; a role that is bound on the way is nobody by itself. */
function actorOf({ facts }: Graph, { premises }: Edge): Principal | undefined {
  const actors = premises.flatMap((id) => {
    const fact = facts.at(id);
    return fact?.kind === "identity" ? [fact.principal] : [];
  });
  return actors.find(({ kind }) => kind !== "Role") ?? actors[0];
}

function stepOf(
  { actor, needs, evidence, unknowns }: Part,
  technique: TechniqueId,
  graph: Graph,
  conclusion: number,
): EscalationStep {
  return {
    technique,
    actor: actor ? describePrincipal(actor) : "whoever has come so far",
    ...(actor && actor.kind !== "Role" ? { subject: subjectOf(actor) } : {}),
    gains: describe(graph, conclusion),
    needs,
    evidence,
    ...(unknowns.length === 0 ? {} : { unknown: unknowns.join("; ") }),
  };
}

/** Facts that say less than what they follow from. */
const AUXILIARY: ReadonlySet<Fact["kind"]> = new Set([
  "a-node",
  "create-claims",
  "namespace-labels",
  "change-accounts",
]);

/** What follows from a step tells better what it was good for, except the groups that one is in anyway. */
function follow(step: EscalationStep, edge: Edge, graph: Graph): EscalationStep {
  const fact = graph.facts.at(edge.conclusion);
  const keeps = isMembership(graph, edge) || (fact !== undefined && AUXILIARY.has(fact.kind));
  const unknowns = [step.unknown, edge.unknown].flatMap((unknown) => unknown ?? []);
  return {
    ...step,
    gains: keeps ? step.gains : describe(graph, edge.conclusion),
    evidence: [...step.evidence, ...edge.evidence],
    ...(unknowns.length === 0 ? {} : { unknown: [...new Set(unknowns)].join("; ") }),
  };
}

/** What whoever was gained has by right: the end of the way, without a step of its own. */
function closed(
  steps: readonly EscalationStep[],
  part: Part,
  edge: Edge | undefined,
  graph: Graph,
): readonly EscalationStep[] {
  const last = steps.at(-1);
  if (!last || !edge) return steps;
  const step = {
    ...last,
    gains: `${last.gains}, which ${describe(graph, edge.conclusion)}`,
    needs: [...last.needs, ...part.needs],
    evidence: [...last.evidence, ...part.evidence],
  };
  return [...steps.slice(0, -1), step];
}

function isMembership(graph: Graph, { premises, needs, evidence, conclusion }: Edge): boolean {
  const [only, ...others] = premises;
  return (
    others.length === 0 &&
    needs.length === 0 &&
    evidence.length === 0 &&
    identityAt(graph, only ?? -1) !== undefined &&
    identityAt(graph, conclusion)?.kind === "Group"
  );
}

function identityAt({ facts }: Graph, id: number): Principal | undefined {
  const fact = facts.at(id);
  return fact?.kind === "identity" ? fact.principal : undefined;
}

function describe({ facts }: Graph, id: number): string {
  const fact = facts.at(id);
  return fact ? describeFact(fact) : "";
}

function needOf(need: Need): EscalationNeed {
  const [first] = need;
  const grants = need.flatMap((way) => grantOf(way) ?? []);
  const [grant] = grants;
  const holder = grant?.binding.subjects[grant.subject];
  return {
    ...(first?.request
      ? { request: { ...first.request, namespace: first.namespace, name: first.name } }
      : {}),
    grants,
    ...(holder ? { holder } : {}),
  };
}
