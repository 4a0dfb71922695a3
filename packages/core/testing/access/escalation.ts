import { createAuthorizer } from "../../src/access/authorizer.ts";
import { createEscalation } from "../../src/access/escalation/analysis.ts";
import type { GoalId } from "../../src/access/escalation/goals.ts";
import type { Escalation } from "../../src/access/escalation/model.ts";
import type { AccessSubject } from "../../src/access/model.ts";
import { podSecurityFactsOf } from "../../src/cluster/pod-facts.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { wholeSnapshotOf } from "../snapshot.ts";
import { account, binding, role } from "./objects.ts";

/** A cluster, and the ways that somebody has in it. */
export interface EscalationCase extends TestCluster {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  /** Default: `s/me`. */
  readonly who?: string;
  /** Default: being cluster-admin. */
  readonly goal?: GoalId;
  readonly ways: readonly string[];
}

/** What a case expects and what is so; namespaces that nobody says otherwise about enforce restricted. */
export function outcomeOf(one: EscalationCase): readonly string[] {
  const spaces = ["s", "t", "kube-system"];
  const given = new Set(one.objects.flatMap(({ kind, metadata }) => namespaceName(kind, metadata)));
  const others = spaces.filter((space) => !given.has(space)).map((space) => namespace(space));
  const objects = one.bare === true ? one.objects : [...others, ...one.objects];
  return waysTo(escalationOf(objects, one), one.who ?? "s/me", one.goal);
}

function namespaceName(kind: string, metadata: JsonValue | undefined): readonly string[] {
  const name = isJsonObject(metadata) ? metadata["name"] : undefined;
  return kind === "Namespace" && typeof name === "string" ? [name] : [];
}

/** `s/me` by a ClusterRoleBinding. */
export function everywhere(...rules: readonly JsonObject[]): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding("mine", "ClusterRole mine", ME)];
}

/** `s/me` by a RoleBinding in a namespace. */
export function inside(
  space: string,
  ...rules: readonly JsonObject[]
): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding(`${space}/mine`, "ClusterRole mine", ME)];
}

export interface TestCluster {
  /** The objects alone, without namespaces of the test's. */
  readonly bare?: boolean;
  readonly wholeCluster?: boolean;
  readonly kubernetesVersion?: string;
  /** Default: nothing of Kubernetes itself counts. */
  readonly bootstrapPolicy?: "none" | "roles" | "roles-and-bindings";
}

export function escalationOf(
  objects: readonly KubernetesObject[],
  { bootstrapPolicy = "none", wholeCluster = true, kubernetesVersion = "v1.36" }: TestCluster = {},
): Escalation {
  const snapshot = wholeSnapshotOf(objects, { wholeCluster, kubernetesVersion });
  return createEscalation({
    snapshot,
    authorizer: createAuthorizer(snapshot, { bootstrapPolicy }),
    podSecurity: podSecurityFactsOf(snapshot),
  });
}

/** `a/web` is a service account, `user:ann` and `group:team` what they say. */
export function subject(text: string): AccessSubject {
  const [kind = "", named = ""] = text.split(":", 1).concat(text.slice(text.indexOf(":") + 1));
  const [namespace = "", name = ""] = text.split("/");
  const apiGroup = "rbac.authorization.k8s.io";
  if (kind === "user") return { kind: "User", apiGroup, name: named, namespace: "" };
  if (kind === "group") return { kind: "Group", apiGroup, name: named, namespace: "" };
  return { kind: "ServiceAccount", apiGroup: "", name, namespace };
}

/** The ways to a goal as `exec-in-pod > bind`, with a question mark where one is not sure. */
export function waysTo(
  escalation: Escalation,
  who: string,
  goal: GoalId = "cluster-admin",
): readonly string[] {
  const { paths } = escalation.pathsOf(subject(who), { goals: [goal], limit: 20, thorough: true });
  return paths.map(({ steps, verdict }) => {
    const chain = steps.map(({ technique }) => technique).join(" > ");
    return verdict === "yes" ? chain : `${chain} ?`;
  });
}

/** `namespace("a", "baseline")` enforces it. */
export function namespace(name: string, enforce = "restricted"): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": enforce } },
  };
}

/** `pod("a/web", "worker")` runs as the account worker of a. */
export function pod(name: string, account: string, spec: JsonObject = {}): KubernetesObject {
  const [space = "", own = ""] = name.split("/");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: own, namespace: space },
    spec: { serviceAccountName: account, containers: [{ name: "main", image: "i" }], ...spec },
  };
}

export const RBAC: JsonObject = { apiGroups: ["rbac.authorization.k8s.io"] };

export const EVERYTHING: JsonObject = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };

export const ME: JsonObject = account("s/me");

/** An account of namespace t that is cluster-admin. */
export const BOSS: readonly KubernetesObject[] = [
  role("all", EVERYTHING),
  binding("boss", "ClusterRole all", account("t/boss")),
];

export function named(...names: readonly string[]): JsonObject {
  return { resourceNames: names };
}
