import { createBreakers, type Way } from "../../hypergraph/index.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { describeFact, describePrincipal, type Fact } from "./facts.ts";
import type { GoalId } from "./goals.ts";
import type { EscalationEdge, FactGraph } from "./graph.ts";
import { grantOf, type HeldRight, isHeldRight } from "./held-right.ts";
import type { EscalationNeed, EscalationPath, EscalationStep } from "./model.ts";
import { type Principal, subjectOf } from "./principals.ts";
import type { TechniqueId } from "./techniques.ts";

/** Tells ways as paths. */
export type TellPath = (start: Principal, goal: GoalId, way: Way<EscalationEdge>) => EscalationPath;

/** For a graph that is complete. */
export function createPaths(graph: FactGraph): TellPath {
  const breakersOf = createBreakers(graph);
  const tellEdge = createTellEdge();
  return (start, goal, { edges }) => {
    const reasons = edges.flatMap(({ unknown }) => unknown ?? []);
    return {
      goal,
      verdict: reasons.length === 0 ? "yes" : "unknown",
      reasons: [...new Set(reasons)],
      steps: stepsOf({ graph, tellEdge }, start, edges),
      breakers: breakersOf(edges).map(({ change }) => change),
    };
  };
}

/** What an edge shows. */
interface ToldEdge {
  readonly needs: readonly EscalationNeed[];
  readonly evidence: readonly Evidence[];
}

type TellEdge = (edge: EscalationEdge) => ToldEdge;

/** Tells each edge once: a thousand ways share what they begin and end with. */
function createTellEdge(): TellEdge {
  const known = new Map<EscalationEdge, ToldEdge>();
  return (edge) => {
    const found = known.get(edge);
    if (found) return found;
    const told = { needs: rightsOf(edge).map(needOf), evidence: shownFor(edge) };
    known.set(edge, told);
    return told;
  };
}

/** What tells the steps of a way. */
interface Telling {
  readonly graph: FactGraph;
  readonly tellEdge: TellEdge;
}

/** What merely follows belongs to the step before, what is merely needed to the one after. */
function stepsOf(
  { graph, tellEdge }: Telling,
  start: Principal,
  edges: readonly EscalationEdge[],
): readonly EscalationStep[] {
  const steps: EscalationStep[] = [];
  const actors = createActors(graph, start);
  let pending = NOTHING;
  for (const edge of edges) {
    const actor = actors.next(edge);
    const last = steps.at(-1);
    const told = tellEdge(edge);
    const part = add(pending, edge, told, actor);
    if (edge.step !== undefined) {
      steps.push(stepOf(part, edge.step, graph, edge.conclusion));
      pending = NOTHING;
    } else if (last && told.needs.length === 0 && pending === NOTHING) {
      steps[steps.length - 1] = follow(last, edge, told, graph);
    } else pending = part;
  }
  return pending === NOTHING ? steps : closed(steps, pending, edges.at(-1), graph);
}

/** The rights that an edge needs, each with every grant of it. */
function rightsOf({ needs }: EscalationEdge): readonly (readonly HeldRight[])[] {
  return needs
    .map((need) => need.map(({ evidence }) => evidence).filter(isHeldRight))
    .filter((rights) => rights.length > 0);
}

/** What else the input shows for it. */
function shownFor({ needs }: EscalationEdge): readonly Evidence[] {
  return needs.flatMap((need) =>
    need.flatMap(({ evidence }) => (isHeldRight(evidence) ? [] : [evidence])),
  );
}

/** Says who acts, edge by edge. */
interface Actors {
  readonly next: (edge: EscalationEdge) => Principal;
}

/** Whoever is in a group, or has bound a role to itself, still is who acts; and who has come so far acts where nobody is named. */
function createActors(graph: FactGraph, start: Principal): Actors {
  const aliases = new Map<Principal, Principal>();
  let actor = start;
  return {
    next: (edge) => {
      const premise = actorOf(graph, edge);
      if (premise) actor = aliases.get(premise) ?? premise;
      const conclusion = identityAt(graph, edge.conclusion);
      const isStill = conclusion?.kind === "Role" || edge.isSame;
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

function add(part: Part, { unknown }: EscalationEdge, told: ToldEdge, by: Principal): Part {
  return {
    actor: part.actor ?? by,
    needs: both(part.needs, told.needs),
    evidence: both(part.evidence, told.evidence),
    unknowns: unknown === undefined ? part.unknowns : [...part.unknowns, unknown],
  };
}

function both<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

/** Whoever an edge's premise says one is; a role that is bound on the way is nobody by itself. */
function actorOf({ facts }: FactGraph, { premises }: EscalationEdge): Principal | undefined {
  let role: Principal | undefined;
  for (const id of premises) {
    const fact = facts.at(id);
    if (fact?.kind !== "identity") continue;
    if (fact.principal.kind !== "Role") return fact.principal;
    role ??= fact.principal;
  }
  return role;
}

function stepOf(
  { actor, needs, evidence, unknowns }: Part,
  technique: TechniqueId,
  graph: FactGraph,
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
function follow(
  step: EscalationStep,
  edge: EscalationEdge,
  { evidence }: ToldEdge,
  graph: FactGraph,
): EscalationStep {
  const fact = graph.facts.at(edge.conclusion);
  const keeps = edge.isSame || (fact !== undefined && AUXILIARY.has(fact.kind));
  const unknowns = [step.unknown, edge.unknown].flatMap((unknown) => unknown ?? []);
  return {
    ...step,
    gains: keeps ? step.gains : describe(graph, edge.conclusion),
    evidence: both(step.evidence, evidence),
    ...(unknowns.length === 0 ? {} : { unknown: [...new Set(unknowns)].join("; ") }),
  };
}

/** What whoever was gained has by right: the end of the way, without a step of its own. */
function closed(
  steps: readonly EscalationStep[],
  part: Part,
  edge: EscalationEdge | undefined,
  graph: FactGraph,
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

function identityAt({ facts }: FactGraph, id: number): Principal | undefined {
  const fact = facts.at(id);
  return fact?.kind === "identity" ? fact.principal : undefined;
}

function describe({ facts }: FactGraph, id: number): string {
  const fact = facts.at(id);
  return fact ? describeFact(fact) : "";
}

function needOf(rights: readonly HeldRight[]): EscalationNeed {
  const [first] = rights;
  const grants = rights.flatMap((right) => grantOf(right) ?? []);
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
