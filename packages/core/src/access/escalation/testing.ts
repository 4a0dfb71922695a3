import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { podSecurityFactsOf } from "../../pod-security-facts.ts";
import { createAuthorizer } from "../authorizer.ts";
import type { AccessSubject } from "../model.ts";
import { clusterOf } from "../testing.ts";
import { createEscalation, type Escalation } from "./analysis.ts";
import type { GoalId } from "./goals.ts";

export interface TestCluster {
  readonly wholeCluster?: boolean;
  readonly kubernetesVersion?: string;
  /** Default: nothing of Kubernetes itself counts. */
  readonly bootstrapPolicy?: "none" | "roles" | "roles-and-bindings";
}

export function escalationOf(
  objects: readonly KubernetesObject[],
  { bootstrapPolicy = "none", ...options }: TestCluster = {},
): Escalation {
  const snapshot = clusterOf(objects, options);
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
