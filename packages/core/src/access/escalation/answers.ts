import {
  cheapestWay,
  computeReach,
  type FoundWays,
  findWays,
  type Heading,
  headingTo,
  type Quest,
  type Reach,
  type SearchBounds,
  sameAs,
  smallestCut,
} from "../../hypergraph/index.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { assumptionsOf, unknownsOf } from "./assumptions.ts";
import { accountsNamespace, GOAL_IDS, GOALS, type GoalId, homeOf, isGoalFact } from "./goals.ts";
import type { EscalationEdge, FactGraph } from "./graph.ts";
import type {
  Cut,
  Escalation,
  EscalationModel,
  EscalationPath,
  EscalationPaths,
  EscalationSubject,
  PathOptions,
} from "./model.ts";
import { createPaths } from "./path.ts";
import { isMasters, isSystemName, type Principal, subjectOf } from "./principals.ts";
import { isBootstrapping } from "./removal.ts";

const ANYWHERE: ReadonlySet<string> = new Set();
/** Edges that are looked at for one subject and goal, and for a subject that somebody asks about. */
const EFFORT = 30;
const THOROUGH_EFFORT = 20_000;
/** Whoever changes workloads mostly creates them too: one way of the two is enough to show. */
const ALIKE: ReadonlyMap<string, string> = new Map([["modify-workload", "create-workload"]]);

/** Answers questions about a graph that is complete. */
export function createAnswers(model: EscalationModel, graph: FactGraph): Escalation {
  const { principals, authorizer } = model;
  const { facts } = graph;
  const starts = principals.all.filter(({ kind }) => kind !== "Role");
  const known = principals.all.length;
  const vertexOf = (principal: Principal): number => facts.idOf({ kind: "identity", principal });
  const reach = computeReach(graph, starts.map(vertexOf));
  const boundIn = namespacesByPrincipal(model);
  const headings = createHeadings(graph);
  const tell = createPaths(graph);

  /** The search for ways to a goal, by being cluster-admin or not. */
  function questOf(
    principal: Principal,
    goal: GoalId,
    {
      avoided,
      throughAdmin,
    }: { readonly avoided?: ReadonlySet<number> | undefined; readonly throughAdmin: boolean },
  ): Quest<EscalationEdge> {
    const home = homeOf(principal, boundIn);
    const isGoal = (id: number): boolean => {
      const fact = facts.at(id);
      if (fact === undefined) return false;
      return isGoalFact(goal, fact, home) || (throughAdmin && fact.kind === "cluster-admin");
    };
    const start = vertexOf(principal);
    const toAdmin = headings(["cluster-admin"]).distances;
    return {
      graph,
      start,
      heading: headings(throughAdmin ? [goal, "cluster-admin"] : [goal]),
      isGoal,
      goalKey: (id) => {
        const fact = facts.at(id);
        return goal === "accounts" && fact ? (accountsNamespace(fact) ?? "") : "";
      },
      reaches: reach.from(start),
      // Who is cluster-admin by right needs nothing else.
      hasEverything: (id) => toAdmin[id] === 0,
      isSomebody: (id) => facts.at(id)?.kind === "identity",
      kindOfStep: ({ step }) => ALIKE.get(String(step)) ?? step,
      ...(avoided && { avoided }),
    };
  }

  /** Whoever the input does not name has what the groups have that it is surely in, the narrowest that the input knows. */
  function principalOf(subject: AccessSubject): Principal | undefined {
    const principal = principals.ofSubject(subject);
    if (!principal) return undefined;
    return [principal, ...principals.groupsOf(principal)].find(({ id }) => id < known);
  }

  const tests = new Map<GoalId, (start: number) => boolean>();

  /** Whether a group has ways to a goal, so that those of a member need not be found at any price. */
  function isToldByGroup(groups: Iterable<number>, goal: GoalId): boolean {
    if (goal === "accounts") return false;
    const reaches = tests.get(goal) ?? reach.toAny(goalFacts(graph, goal));
    tests.set(goal, reaches);
    for (const group of groups) if (reaches(group)) return true;
    return false;
  }

  function pathsOf(principal: Principal, options: PathOptions): EscalationPaths {
    const paths: EscalationPath[] = [];
    const bounded: GoalId[] = [];
    const { limit, thorough: isThorough = false, ownOnly = false } = options;
    const bounds = { ways: limit, isThorough, effort: isThorough ? THOROUGH_EFFORT : EFFORT };
    const avoided = ownOnly ? groupsOf(graph, vertexOf(principal)) : undefined;
    for (const goal of options.goals ?? GOAL_IDS) {
      const quest = questOf(principal, goal, { avoided, throughAdmin: false });
      const isTold = avoided !== undefined && isToldByGroup(avoided, goal);
      const found = isTold ? findWays(quest, bounds) : waysOf(quest, bounds);
      const told = found.ways.map((way) => tell(principal, goal, way));
      paths.push(...told.filter(({ steps }) => steps.length > 0));
      if (found.isBounded) bounded.push(goal);
    }
    return { paths, bounded };
  }

  return {
    subjects: subjectsOf(model, starts, reach, { boundIn, headings, graph }),
    pathsOf: (subject, options) => {
      const principal = principalOf(subject);
      return principal ? pathsOf(principal, options) : { paths: [], bounded: [] };
    },
    cutOf: (subject, goal) => {
      const principal = principalOf(subject);
      if (!principal) return { bindings: [], smallest: true, verified: true };
      // A cluster-admin has reached every goal, so no way to that may be left either.
      return cutFor(questOf(principal, goal, { throughAdmin: true }));
    },
    assumptions: assumptionsOf(model),
    unknowns: unknownsOf(authorizer, model.snapshot),
  };
}

/** The ways within bounds; where the search was given up before it found any, one is found whatever it takes. */
function waysOf(quest: Quest<EscalationEdge>, bounds: SearchBounds): FoundWays<EscalationEdge> {
  const found = findWays(quest, bounds);
  if (found.ways.length > 0 || !found.isBounded) return found;
  const way = cheapestWay(quest);
  return { ways: way ? [way] : [], isBounded: true };
}

function cutFor(quest: Quest<EscalationEdge>): Cut {
  const cut = smallestCut(quest);
  if (!cut.isPossible) return { bindings: [], smallest: false, verified: false };
  const bindings = cut.edits.map(({ change }) => change);
  return { bindings, smallest: cut.isCheapest, verified: true };
}

/** The groups that somebody surely is in: what they can do is told with them. */
function groupsOf(graph: FactGraph, start: number): ReadonlySet<number> {
  const groups = new Set(sameAs(graph, start));
  groups.delete(start);
  return groups;
}

/** The way to any of some goals, from everywhere. */
type Headings = (goals: readonly GoalId[]) => Heading;

/** Computes each when it is first asked for. */
function createHeadings(graph: FactGraph): Headings {
  const known = new Map<string, Heading>();
  return (goals) => {
    const key = goals.join();
    const facts = (): readonly number[] => goals.flatMap((goal) => goalFacts(graph, goal));
    const found = known.get(key) ?? headingTo(graph, facts());
    known.set(key, found);
    return found;
  };
}

function goalFacts({ facts }: FactGraph, goal: GoalId): readonly number[] {
  return facts.all.flatMap((fact, id) => (fact && isGoalFact(goal, fact, ANYWHERE) ? [id] : []));
}

function namespacesByPrincipal({
  authorizer,
  principals,
}: EscalationModel): ReadonlyMap<Principal, ReadonlySet<string>> {
  const found = new Map<Principal, Set<string>>();
  for (const { namespace, subjects } of authorizer.bindings) {
    if (namespace === "") continue;
    for (const subject of subjects) {
      // An account is at home where it is.
      if (subject.kind === "ServiceAccount") continue;
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
  readonly graph: FactGraph;
  readonly boundIn: ReadonlyMap<Principal, ReadonlySet<string>>;
  readonly headings: Headings;
}

function subjectsOf(
  model: EscalationModel,
  starts: readonly Principal[],
  reach: Reach,
  { graph, boundIn, headings }: Known,
): readonly EscalationSubject[] {
  const byKubernetes = namedByKubernetes(model);
  const tests = GOAL_IDS.filter((goal) => goal !== "accounts").map(
    (goal) => [goal, reach.toAny(goalFacts(graph, goal))] as const,
  );
  const isAbroad = abroadIn(graph, reach);
  const readers = new Map<number, boolean>();
  const readsAll = (id: number): boolean => {
    const reads = readers.get(id) ?? readsEverySecret(graph, id);
    readers.set(id, reads);
    return reads;
  };
  return starts
    .filter((principal) => !isMasters(principal))
    .map((principal) => {
      const start = graph.facts.idOf({ kind: "identity", principal });
      const own = [...sameAs(graph, start)];
      const home = homeOf(principal, boundIn);
      const reached = new Set<GoalId>(
        tests.flatMap(([goal, reaches]) => (reaches(start) ? [goal] : [])),
      );
      if (isAbroad(principal, start, home)) reached.add("accounts");
      const isAdmin = reached.has("cluster-admin");
      return {
        subject: subjectOf(principal),
        isKnown: true,
        isSystem: isSystemName(principal) || byKubernetes.has(principal),
        holds: GOAL_IDS.filter((goal) => holdsByRight(own, goal, { headings, readsAll })),
        // Who is cluster-admin has every right; the other gains are told only where they come by themselves.
        reaches: GOAL_IDS.filter(
          (goal) => reached.has(goal) || (isAdmin && GOALS[goal].isEscalation),
        ),
      };
    });
}

/** Whether somebody acts as an account of a namespace that is not its home. */
type IsAbroad = (principal: Principal, start: number, home: ReadonlySet<string>) => boolean;

/** An account comes to itself: whether to more than one namespace is asked of all at once. */
function abroadIn(graph: FactGraph, reach: Reach): IsAbroad {
  const byNamespace = accountsByNamespace(graph);
  const toSeveral = reach.toSeveral(byNamespace.values());
  const tests = new Map<string, (start: number) => boolean>();
  const testOf = (namespace: string, ids: readonly number[]): ((start: number) => boolean) => {
    const test = tests.get(namespace) ?? reach.toAny(ids);
    tests.set(namespace, test);
    return test;
  };
  return (principal, start, home) => {
    if (principal.kind === "ServiceAccount") return toSeveral(start);
    return [...byNamespace].some(
      ([namespace, ids]) => !home.has(namespace) && testOf(namespace, ids)(start),
    );
  };
}

function accountsByNamespace(graph: FactGraph): ReadonlyMap<string, readonly number[]> {
  const byNamespace = new Map<string, number[]>();
  for (const id of goalFacts(graph, "accounts")) {
    const fact = graph.facts.at(id);
    const namespace = fact ? accountsNamespace(fact) : undefined;
    if (namespace === undefined) continue;
    const known = byNamespace.get(namespace);
    if (known) known.push(id);
    else byNamespace.set(namespace, [id]);
  }
  return byNamespace;
}

/** Whether somebody with these identities has it without any step: cluster-admin by a binding, or every Secret by reading them. */
function holdsByRight(
  own: readonly number[],
  goal: GoalId,
  { headings, readsAll }: Pick<Known, "headings"> & { readonly readsAll: (id: number) => boolean },
): boolean {
  if (goal === "cluster-admin") return own.some((id) => headings([goal]).distances[id] === 0);
  return goal === "secrets" && own.some(readsAll);
}

function readsEverySecret(graph: FactGraph, id: number): boolean {
  return graph.from(id).some((number) => {
    const edge = graph.edges[number];
    const fact = edge && graph.facts.at(edge.conclusion);
    return (
      edge?.step === "read-secrets" && fact !== undefined && isGoalFact("secrets", fact, ANYWHERE)
    );
  });
}
