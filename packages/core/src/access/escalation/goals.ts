import type { Fact } from "./facts.ts";
import type { Principal } from "./principals.ts";

/** What somebody may come to. */
export interface GoalDefinition {
  /** A clause without its subject. */
  readonly title: string;
  /** Whether it is more rights in the cluster; the others are gains of another kind. */
  readonly isEscalation: boolean;
}

/** The names of the goals; they are stable. */
export type GoalId =
  | "cluster-admin"
  | "secrets"
  | "node"
  | "accounts"
  | "admission"
  | "network"
  | "traffic"
  | "cloud"
  | "deputies";

/** Every goal, the worst first. */
export const GOALS: Readonly<Record<GoalId, GoalDefinition>> = {
  "cluster-admin": { title: "becomes cluster-admin", isEscalation: true },
  secrets: { title: "reads every Secret of the cluster", isEscalation: true },
  node: { title: "controls a node", isEscalation: true },
  accounts: { title: "acts as service accounts of other namespaces", isEscalation: true },
  admission: { title: "weakens admission control", isEscalation: false },
  network: { title: "changes network policies", isEscalation: false },
  traffic: { title: "intercepts traffic of others", isEscalation: false },
  cloud: { title: "gets cloud identities of others", isEscalation: false },
  deputies: { title: "makes an operator act on its behalf", isEscalation: false },
};

/** The goals in their order. */
export const GOAL_IDS: readonly GoalId[] = [
  "cluster-admin",
  "secrets",
  "node",
  "accounts",
  "admission",
  "network",
  "traffic",
  "cloud",
  "deputies",
];

/** Whether a fact is the goal, for somebody who is at home in these namespaces. */
export function isGoalFact(goal: GoalId, fact: Fact, home: ReadonlySet<string>): boolean {
  if (goal === "secrets") return fact.kind === "secrets" && fact.namespace === "";
  if (goal === "node") return fact.kind === "a-node";
  if (goal !== "accounts") return fact.kind === goal;
  const namespace = accountsNamespace(fact);
  return namespace !== undefined && !home.has(namespace);
}

/** The namespace whose accounts a fact gives, "" for all. */
export function accountsNamespace(fact: Fact): string | undefined {
  if (fact.kind === "accounts") return fact.namespace;
  if (fact.kind !== "identity" || fact.principal.kind !== "ServiceAccount") return undefined;
  return fact.principal.namespace;
}

/** The namespaces in which somebody is at home: an account in its own, others where bindings name them. */
export function homeOf(
  principal: Principal,
  boundIn: ReadonlyMap<Principal, ReadonlySet<string>>,
): ReadonlySet<string> {
  if (principal.kind === "ServiceAccount") return new Set([principal.namespace]);
  const ofGroup = /^system:serviceaccounts:(.+)$/.exec(principal.name)?.[1];
  const own = boundIn.get(principal) ?? new Set<string>();
  return principal.kind === "Group" && ofGroup !== undefined ? new Set([...own, ofGroup]) : own;
}
