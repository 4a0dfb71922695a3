import type { AccessBinding, AccessSubject } from "../model.ts";
import type { Escalation, EscalationPaths, EscalationSubject, PathOptions } from "./analysis.ts";
import { assumptionsOf, unknownsOf } from "./assumptions.ts";
import { isBootstrapping, smallestCut } from "./cut.ts";
import { accountsNamespace, GOAL_IDS, GOALS, type GoalId, homeOf, isGoalFact } from "./goals.ts";
import type { Graph } from "./graph.ts";
import type { EscalationModel } from "./model.ts";
import { type EscalationPath, pathOf } from "./path.ts";
import { isMasters, isSystemName, type Principal, subjectOf } from "./principals.ts";
import { computeReach, createOnwards, distancesTo, type Reach } from "./reach.ts";
import { type Findings, findDerivations } from "./search.ts";
import type { Quest } from "./way.ts";

const ANYWHERE: ReadonlySet<string> = new Set();
/** Edges that are looked at for one subject and goal, and for a subject that somebody asks about. */
const EFFORT = 30;
const THOROUGH_EFFORT = 20_000;
const NOTHING_AVOIDED: ReadonlySet<number> = new Set();

/** Answers questions about a graph that is complete. */
export function createAnswers(model: EscalationModel): Escalation {
  const { graph, principals, authorizer } = model;
  const starts = principals.all.filter(({ kind }) => kind !== "Role");
  const known = principals.all.length;
  const reach = computeReach(graph, starts);
  const boundIn = namespacesByPrincipal(model);
  const searches = createDistances(graph);

  /** The search for ways to a goal, by being cluster-admin or not. */
  function questOf(
    principal: Principal,
    goal: GoalId,
    { ownOnly, throughAdmin }: { readonly ownOnly: boolean; readonly throughAdmin: boolean },
  ): Quest {
    const home = homeOf(principal, boundIn);
    const { facts } = graph;
    const isGoal = (id: number): boolean => {
      const fact = facts.at(id);
      if (fact === undefined) return false;
      return isGoalFact(goal, fact, home) || (throughAdmin && fact.kind === "cluster-admin");
    };
    const start = facts.idOf({ kind: "identity", principal });
    const groups = groupFacts(model, principal);
    return {
      graph,
      start,
      ...searches(throughAdmin ? [goal, "cluster-admin"] : [goal]),
      isGoal,
      goalKey: (id) => {
        const fact = facts.at(id);
        return goal === "accounts" && fact ? (accountsNamespace(fact) ?? "") : "";
      },
      toAdmin: searches(["cluster-admin"]).distances,
      reaches: (fact) => reach.holds(principal, fact),
      own: new Set([start, ...groups]),
      avoided: ownOnly ? groups : NOTHING_AVOIDED,
      without: new Set(),
      thorough: true,
      effort: THOROUGH_EFFORT,
    };
  }

  /** Whoever the input does not name has what the groups have that it is surely in, the narrowest that the input knows. */
  function principalOf(subject: AccessSubject): Principal | undefined {
    const principal = principals.ofSubject(subject);
    if (!principal) return undefined;
    return [principal, ...principals.groupsOf(principal)].find(({ id }) => id < known);
  }

  const tests = new Map<GoalId, (principal: Principal) => boolean>();

  /** Whether a group has ways to a goal, so that those of a member need not be found at any price. */
  function isToldByGroup(principal: Principal, goal: GoalId, ownOnly: boolean): boolean {
    if (!ownOnly || goal === "accounts") return false;
    const reaches = tests.get(goal) ?? reach.anyOf(goalFacts(graph, goal));
    tests.set(goal, reaches);
    return principals.groupsOf(principal).some(reaches);
  }

  function pathsOf(principal: Principal, options: PathOptions): EscalationPaths {
    const paths: EscalationPath[] = [];
    const bounded: GoalId[] = [];
    for (const goal of options.goals ?? GOAL_IDS) {
      const ownOnly = options.ownOnly ?? false;
      const quest = questOf(principal, goal, { ownOnly, throughAdmin: false });
      const thorough = options.thorough === true;
      const effort = thorough ? THOROUGH_EFFORT : EFFORT;
      const bound = findDerivations({ ...quest, thorough, effort, limit: options.limit });
      const found = isToldByGroup(principal, goal, ownOnly) ? bound : spelledOut(bound, quest);
      const made = found.derivations.map((one) => pathOf(graph, principal, goal, one));
      paths.push(...made.filter(({ steps }) => steps.length > 0));
      if (found.bounded) bounded.push(goal);
    }
    return { paths, bounded };
  }

  return {
    subjects: subjectsOf(model, starts, reach, { boundIn, searches }),
    pathsOf: (subject, options) => {
      const principal = principalOf(subject);
      return principal ? pathsOf(principal, options) : { paths: [], bounded: [] };
    },
    cutOf: (subject, goal) => {
      const principal = principalOf(subject);
      if (!principal) return { bindings: [], smallest: true, verified: true };
      // A cluster-admin has reached every goal, so no way to that may be left either.
      return smallestCut(questOf(principal, goal, { ownOnly: false, throughAdmin: true }));
    },
    assumptions: assumptionsOf(model),
    unknowns: unknownsOf(authorizer, model.snapshot),
  };
}

/** The way to any of some goals, from everywhere. */
type Distances = (goals: readonly GoalId[]) => Pick<Quest, "distances" | "onwards">;

/** Computes each when it is first asked for. */
function createDistances(graph: Graph): Distances {
  const known = new Map<string, ReturnType<Distances>>();
  return (goals) => {
    const key = goals.join();
    const found = known.get(key);
    if (found) return found;
    const distances = distancesTo(
      graph,
      goals.flatMap((goal) => goalFacts(graph, goal)),
    );
    const search = { distances, onwards: createOnwards(graph, distances) };
    known.set(key, search);
    return search;
  };
}

/** Where the search was given up before it found any way, one is found whatever it takes. */
function spelledOut(found: Findings, quest: Quest): Findings {
  if (found.derivations.length > 0 || !found.bounded) return found;
  return { ...findDerivations(quest), bounded: true };
}

function goalFacts(graph: Graph, goal: GoalId): readonly number[] {
  const found: number[] = [];
  for (let id = 0; id < graph.facts.count(); id++) {
    const fact = graph.facts.at(id);
    if (fact && isGoalFact(goal, fact, ANYWHERE)) found.push(id);
  }
  return found;
}

/** The groups that everybody like it is in: what they can do is told with them. */
function groupFacts(
  { graph, principals }: EscalationModel,
  principal: Principal,
): ReadonlySet<number> {
  const ids = principals
    .groupsOf(principal)
    .map((group) => graph.facts.idOf({ kind: "identity", principal: group }));
  return new Set(ids);
}

function namespacesByPrincipal({
  authorizer,
  principals,
}: EscalationModel): ReadonlyMap<Principal, ReadonlySet<string>> {
  const found = new Map<Principal, Set<string>>();
  for (const { namespace, subjects } of authorizer.bindings) {
    if (namespace === "") continue;
    for (const subject of subjects) {
      const principal = principals.ofSubject(subject);
      if (!principal) continue;
      const known = found.get(principal);
      if (known) known.add(namespace);
      else found.set(principal, new Set([namespace]));
    }
  }
  return found;
}

/** Accounts and users to whom Kubernetes itself binds roles; its bindings for groups name everybody. */
function namedByKubernetes({ authorizer, principals }: EscalationModel): ReadonlySet<Principal> {
  const own = (binding: AccessBinding): readonly Principal[] =>
    isBootstrapping(binding)
      ? binding.subjects.flatMap((subject) => principals.ofSubject(subject) ?? [])
      : [];
  return new Set(authorizer.bindings.flatMap(own).filter(({ kind }) => kind !== "Group"));
}

interface Known {
  readonly boundIn: ReadonlyMap<Principal, ReadonlySet<string>>;
  readonly searches: Distances;
}

function subjectsOf(
  model: EscalationModel,
  starts: readonly Principal[],
  reach: Reach,
  { boundIn, searches }: Known,
): readonly EscalationSubject[] {
  const { graph } = model;
  const byKubernetes = namedByKubernetes(model);
  const tests = GOAL_IDS.filter((goal) => goal !== "accounts").map(
    (goal) => [goal, reach.anyOf(goalFacts(graph, goal))] as const,
  );
  const inNamespace = accountTests(graph, reach);
  return starts
    .filter((principal) => !isMasters(principal))
    .map((principal) => {
      const home = homeOf(principal, boundIn);
      const reached = new Set<GoalId>(
        tests.flatMap(([goal, reaches]) => (reaches(principal) ? [goal] : [])),
      );
      if (inNamespace.some(([namespace, holds]) => !home.has(namespace) && holds(principal))) {
        reached.add("accounts");
      }
      const isAdmin = reached.has("cluster-admin");
      return {
        subject: subjectOf(principal),
        isKnown: true,
        isSystem: isSystemName(principal) || byKubernetes.has(principal),
        holds: GOAL_IDS.filter((goal) => holdsByRight(model, principal, goal, searches)),
        // Who is cluster-admin has every right; the other gains are told only where they come by themselves.
        reaches: GOAL_IDS.filter(
          (goal) => reached.has(goal) || (isAdmin && GOALS[goal].isEscalation),
        ),
      };
    });
}

function accountTests(
  graph: Graph,
  reach: Reach,
): readonly (readonly [namespace: string, holds: (principal: Principal) => boolean])[] {
  const byNamespace = new Map<string, number[]>();
  for (const id of goalFacts(graph, "accounts")) {
    const fact = graph.facts.at(id);
    const namespace = fact ? accountsNamespace(fact) : undefined;
    if (namespace === undefined) continue;
    const known = byNamespace.get(namespace);
    if (known) known.push(id);
    else byNamespace.set(namespace, [id]);
  }
  return [...byNamespace].map(([namespace, ids]) => [namespace, reach.anyOf(ids)]);
}

/** Whether somebody has it without any step: cluster-admin by a binding, or every Secret by reading them. */
function holdsByRight(
  { graph, principals }: EscalationModel,
  principal: Principal,
  goal: GoalId,
  searches: Distances,
): boolean {
  const ids = [principal, ...principals.groupsOf(principal)].map((one) =>
    graph.facts.idOf({ kind: "identity", principal: one }),
  );
  if (goal === "cluster-admin") return ids.some((id) => searches([goal]).distances[id] === 0);
  if (goal !== "secrets") return false;
  return ids.some((id) =>
    graph.from(id).some((number) => {
      const edge = graph.edges[number];
      const fact = edge && graph.facts.at(edge.conclusion);
      return (
        edge?.technique === "read-secrets" && fact !== undefined && isGoalFact(goal, fact, ANYWHERE)
      );
    }),
  );
}
