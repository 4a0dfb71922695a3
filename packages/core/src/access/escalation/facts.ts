import type { Principal } from "./principals.ts";

/** Kinds of facts that hold for one namespace, or for all of them ("" as namespace). */
export const NAMESPACED_FACTS = [
  /** Runs pods of its own. */
  "run",
  /** Acts as every service account. */
  "accounts",
  /** Reads every Secret. */
  "secrets",
  /** Runs commands in every pod. */
  "pods",
  /** May do everything. */
  "everything",
  /** Creates Secrets. */
  "create-secrets",
  /** Creates PersistentVolumeClaims. */
  "create-claims",
  /** Changes the labels of the Namespace. */
  "namespace-labels",
  /** Changes ServiceAccounts. */
  "change-accounts",
  /** Changes the workloads that exist. */
  "change-workloads",
  /** Writes any rules into the roles that exist. */
  "rewrite-roles",
] as const;
type NamespacedFactKind = (typeof NAMESPACED_FACTS)[number];

/** Facts about the cluster as a whole. */
type ClusterFactKind =
  | "cluster-admin"
  /** Acts as every user, in every group but system:masters. */
  | "any-user"
  /** Acts as every user, in no group. */
  | "user-names"
  /** Controls every node. */
  | "nodes"
  /** Controls every node on which applications run. */
  | "worker-nodes"
  /** Controls the node of a pod; which one the input does not show. */
  | "some-node"
  /** Controls a node. */
  | "a-node"
  /** Acts as every service account that a pod runs as. */
  | "pod-accounts"
  | "create-certificate-requests"
  | "approve-clients"
  | "approve-kubelets"
  | "sign-clients"
  | "mutating-policies"
  /** Changes MutatingAdmissionPolicies that exist. */
  | "changed-policies"
  | "mutating-policy-bindings"
  | "create-volumes"
  | "steer-nodes"
  /** Creates ClusterRoles with any rules. */
  | "aggregate-roles"
  /** Gains of another kind: what admission refuses, who reaches whom, what the cloud allows. */
  | "admission"
  | "network"
  | "traffic"
  /** Has an operator act for it whose rights the input does not show. */
  | "deputies"
  | "cloud";

/** Facts about one object; `namespace` is "" where it has none. */
type NamedFactKind = "secret" | "pod" | "pods-on-node" | "node" | "rewrite-role";

/** Something that holds for whoever has come so far. */
export type Fact =
  | { readonly kind: "identity"; readonly principal: Principal }
  | { readonly kind: NamespacedFactKind; readonly namespace: string }
  | { readonly kind: ClusterFactKind }
  | { readonly kind: NamedFactKind; readonly namespace: string; readonly name: string };

/** Facts by the number of their vertex. */
export interface Facts {
  readonly idOf: (fact: Fact) => number;
  /** The number of a fact that somebody has asked for before. */
  readonly find: (fact: Fact) => number | undefined;
  readonly at: (id: number) => Fact | undefined;
  /** All so far by number; none where another contributor has the vertex. */
  readonly all: readonly (Fact | undefined)[];
}

/** Gives facts vertices as they come up. */
export function createFacts(newVertex: () => number): Facts {
  const all: (Fact | undefined)[] = [];
  // By kind, then by place: a cluster has hundreds of thousands of edges, and each asks twice.
  const byKind = new Map<string, Map<string, number>>();
  const ofPrincipal = new Map<number, number>();
  const find = (fact: Fact): number | undefined =>
    fact.kind === "identity"
      ? ofPrincipal.get(fact.principal.id)
      : byKind.get(fact.kind)?.get(placeOf(fact));

  function remember(fact: Fact, id: number): void {
    if (fact.kind === "identity") {
      ofPrincipal.set(fact.principal.id, id);
      return;
    }
    const places = byKind.get(fact.kind) ?? new Map<string, number>();
    byKind.set(fact.kind, places.set(placeOf(fact), id));
  }

  return {
    all,
    find,
    idOf: (fact) => {
      const known = find(fact);
      if (known !== undefined) return known;
      const id = newVertex();
      all[id] = fact;
      remember(fact, id);
      return id;
    },
    at: (id) => all[id],
  };
}

function placeOf(fact: Exclude<Fact, { kind: "identity" }>): string {
  if ("name" in fact) return `${fact.namespace}/${fact.name}`;
  return "namespace" in fact ? fact.namespace : "";
}

/** What a fact says, as the rest of a sentence: `acts as ServiceAccount shop/web`. */
export function describeFact(fact: Fact): string {
  if (fact.kind === "identity") return `acts as ${describePrincipal(fact.principal)}`;
  if ("name" in fact) return NAMED_TEXTS[fact.kind](fact);
  if (!("namespace" in fact)) return CLUSTER_TEXTS[fact.kind];
  const place = fact.namespace === "" ? "every namespace" : `namespace ${fact.namespace}`;
  return `${NAMESPACED_TEXTS[fact.kind]} ${place}`;
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

const NAMED_TEXTS: Readonly<Record<NamedFactKind, (fact: Named) => string>> = {
  secret: ({ namespace, name }) => `reads Secret ${namespace}/${name}`,
  pod: ({ namespace, name }) => `runs commands in pod ${namespace}/${name}`,
  "pods-on-node": ({ name }) => `runs commands in every pod of node ${name}`,
  node: ({ name }) => `controls node ${name}`,
  "rewrite-role": ({ namespace, name }) =>
    `writes any rules into ${namespace === "" ? `ClusterRole ${name}` : `Role ${namespace}/${name}`}`,
};

/** `ServiceAccount shop/web`, `Group team`; a role that is bound on the way by its name and place. */
export function describePrincipal({ kind, namespace, name, role }: Principal): string {
  if (kind === "ServiceAccount") return `ServiceAccount ${namespace}/${name}`;
  if (kind !== "Role") return `${kind} ${name}`;
  const place = PLACES[namespace] ?? `in namespace ${namespace}`;
  return `holder of ${role?.kind ?? "role"} ${name} ${place}`;
}

const PLACES: Readonly<Record<string, string>> = {
  "": "in the whole cluster",
  "*": "in any namespace",
};

const NAMESPACED_TEXTS: Readonly<Record<NamespacedFactKind, string>> = {
  run: "runs pods in",
  accounts: "acts as any service account of",
  secrets: "reads every Secret of",
  pods: "runs commands in every pod of",
  everything: "may do everything in",
  "create-secrets": "creates Secrets in",
  "create-claims": "creates PersistentVolumeClaims in",
  "namespace-labels": "changes the labels of",
  "change-accounts": "changes ServiceAccounts of",
  "change-workloads": "changes the workloads of",
  "rewrite-roles": "writes any rules into the roles of",
};

const CLUSTER_TEXTS: Readonly<Record<ClusterFactKind, string>> = {
  "cluster-admin": "is cluster-admin",
  "any-user": "acts as any user and group but system:masters",
  "user-names": "acts as any user, in no group",
  nodes: "controls every node",
  "worker-nodes": "controls every node of applications",
  "some-node": "controls the node of that pod",
  "a-node": "controls a node",
  "pod-accounts": "acts as every service account that a pod runs as",
  "create-certificate-requests": "creates CertificateSigningRequests",
  "approve-clients": "approves certificates of clients",
  "approve-kubelets": "approves certificates of kubelets",
  "sign-clients": "signs certificates of clients",
  "mutating-policies": "writes MutatingAdmissionPolicies",
  "changed-policies": "changes MutatingAdmissionPolicies that are in force",
  "mutating-policy-bindings": "writes MutatingAdmissionPolicyBindings",
  "create-volumes": "creates PersistentVolumes",
  "steer-nodes": "changes nodes",
  "aggregate-roles": "creates ClusterRoles with any rules",
  admission: "weakens admission control",
  network: "changes network policies",
  traffic: "intercepts traffic of others",
  deputies: "makes an operator act on its behalf",
  cloud: "gets cloud identities of others",
};
