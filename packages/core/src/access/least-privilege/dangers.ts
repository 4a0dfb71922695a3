import type { ResourceRight } from "../rights/right.ts";

/**
 * How much of a dangerous right remains without knowledge of what is used: `never` none of it; `home` only the namespaces
 * that are the subject's own; `named` only where a rule names verb and resource.
 */
type DangerLimit = "never" | "home" | "named";

/** A kind of right that leads to more rights, or to what others have. */
export interface Danger {
  readonly id: string;
  /** Lower-case clause on what it makes possible. */
  readonly reason: string;
  readonly limit: DangerLimit;
  readonly matches: (right: ResourceRight) => boolean;
}

const WRITING: readonly string[] = ["create", "update", "patch"];
const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";

/** In order: the first that matches counts. */
const DANGERS: readonly Danger[] = [
  {
    id: "escalate",
    reason: "writes roles with more rights than its own",
    limit: "never",
    matches: rights(["escalate"], RBAC, ["roles", "clusterroles"]),
  },
  {
    id: "bind",
    reason: "binds roles with more rights than its own",
    limit: "never",
    matches: rights(["bind"], RBAC, ["roles", "clusterroles"]),
  },
  {
    id: "impersonate",
    reason: "impersonates others",
    limit: "never",
    matches: ({ verb }) => /^impersonate(?:-on)?(?::|$)/.test(verb),
  },
  {
    id: "sign",
    reason: "issues credentials for any user",
    limit: "never",
    matches: ({ verb, group, resource }) =>
      group === CERTIFICATES &&
      (["approve", "sign", "attest"].includes(verb) ||
        (["update", "patch"].includes(verb) &&
          /^certificatesigningrequests\/(?:approval|status)$/.test(resource))),
  },
  {
    id: "node-proxy",
    reason: "runs commands in every pod of a node, bypassing admission and audit",
    limit: "never",
    matches: ({ group, resource }) => group === "" && resource === "nodes/proxy",
  },
  {
    id: "read-secrets",
    reason: "reads credentials",
    limit: "home",
    matches: rights(["get", "list", "watch"], "", ["secrets"]),
  },
  {
    id: "token",
    reason: "creates tokens of service accounts",
    limit: "home",
    matches: rights(["create"], "", ["serviceaccounts/token"]),
  },
  {
    id: "exec",
    reason: "runs in pods of others, with their tokens",
    limit: "home",
    matches: ({ verb, group, resource }) =>
      group === "" &&
      /^pods\/(?:exec|attach|portforward|proxy|ephemeralcontainers)$/.test(resource) &&
      (resource !== "pods/ephemeralcontainers" || verb !== "get"),
  },
  {
    id: "create-pods",
    reason: "runs pods as any service account of the namespace",
    limit: "home",
    matches: rights(WRITING, "", ["pods"]),
  },
  {
    id: "workloads",
    reason: "runs pods as any service account of the namespace",
    limit: "named",
    matches: ({ verb, group, resource }) =>
      WRITING.includes(verb) && WORKLOADS.get(group)?.includes(resource) === true,
  },
  {
    id: "write-secrets",
    reason: "creates tokens and changes credentials",
    limit: "named",
    matches: rights([...WRITING, "delete", "deletecollection"], "", ["secrets"]),
  },
  {
    id: "write-access",
    reason: "changes who may do what",
    limit: "named",
    matches: ({ verb, group }) => group === RBAC && isWrite(verb),
  },
  {
    id: "write-admission",
    reason: "reads and changes the requests of others, or bypasses admission",
    limit: "named",
    matches: ({ verb, group }) => group === "admissionregistration.k8s.io" && isWrite(verb),
  },
  {
    id: "write-cluster",
    reason: "changes what the cluster consists of",
    limit: "named",
    matches: ({ verb, group, resource }) =>
      isWrite(verb) && CLUSTER.get(group)?.some((prefix) => isPartOf(resource, prefix)) === true,
  },
];

/** The rights that only other checks ask for, which no resource offers and every wildcard gives. */
export const CHECK_RIGHTS: readonly ResourceRight[] = [
  { verb: "escalate", group: RBAC, resource: "clusterroles" },
  { verb: "escalate", group: RBAC, resource: "roles" },
  { verb: "bind", group: RBAC, resource: "clusterroles" },
  { verb: "bind", group: RBAC, resource: "roles" },
  { verb: "impersonate", group: "", resource: "groups" },
  { verb: "impersonate", group: "", resource: "serviceaccounts" },
  { verb: "impersonate", group: "", resource: "users" },
  { verb: "approve", group: CERTIFICATES, resource: "signers" },
  { verb: "sign", group: CERTIFICATES, resource: "signers" },
  { verb: "attest", group: CERTIFICATES, resource: "signers" },
];

const WORKLOADS: ReadonlyMap<string, readonly string[]> = new Map([
  ["", ["replicationcontrollers", "podtemplates"]],
  ["apps", ["daemonsets", "deployments", "replicasets", "statefulsets"]],
  ["batch", ["cronjobs", "jobs"]],
]);

const CLUSTER: ReadonlyMap<string, readonly string[]> = new Map([
  ["", ["namespaces", "nodes", "persistentvolumes", "pods/binding", "bindings"]],
  ["apiextensions.k8s.io", ["customresourcedefinitions"]],
  ["apiregistration.k8s.io", ["apiservices"]],
  [CERTIFICATES, ["certificatesigningrequests", "clustertrustbundles", "podcertificaterequests"]],
  ["flowcontrol.apiserver.k8s.io", ["flowschemas", "prioritylevelconfigurations"]],
  ["storage.k8s.io", ["csidrivers", "csinodes", "storageclasses", "volumeattachments"]],
]);

/** The first kind of danger that a right without wildcards is of. */
export function dangerOf(right: ResourceRight): Danger | undefined {
  return DANGERS.find(({ matches }) => matches(right));
}

function rights(
  verbs: readonly string[],
  group: string,
  resources: readonly string[],
): Danger["matches"] {
  return (right) =>
    right.group === group && verbs.includes(right.verb) && resources.includes(right.resource);
}

function isWrite(verb: string): boolean {
  return WRITING.includes(verb) || verb === "delete" || verb === "deletecollection";
}

function isPartOf(resource: string, prefix: string): boolean {
  return resource === prefix || resource.startsWith(`${prefix}/`);
}
