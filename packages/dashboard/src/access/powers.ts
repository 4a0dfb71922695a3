import type { ColumnJson } from "../documents/access.ts";

/** Resources that give the same kind of power; the order is that of the danger. */
export interface Power {
  readonly id: string;
  readonly title: string;
  /** What whoever has it can do. */
  readonly because: string;
  readonly holds: (column: ColumnJson) => boolean;
}

const RBAC = "rbac.authorization.k8s.io";
const WORKLOADS = new Set([
  "pods",
  "deployments",
  "daemonsets",
  "statefulsets",
  "replicasets",
  "replicationcontrollers",
  "jobs",
  "cronjobs",
  "podtemplates",
]);
const INTO_PODS = new Set(["exec", "attach", "portforward", "ephemeralcontainers", "proxy"]);
const IDENTITIES = new Set(["users", "groups", "serviceaccounts", "uids", "userextras"]);

/** The first that holds a column has it. */
export const POWERS: readonly Power[] = [
  {
    id: "everything",
    title: "Everything",
    because: "Rules with an asterisk: whatever there is, and whatever comes.",
    holds: ({ resource, group }) =>
      group === "*" || (resource.startsWith("*") && !group.includes(".")),
  },
  {
    id: "rights",
    title: "Rights and identities",
    because: "Whoever has it gives itself or others more rights, or acts as somebody else.",
    holds: ({ group, resource, verb }) =>
      group === RBAC ||
      verb === "impersonate" ||
      resource === "serviceaccounts/token" ||
      group === "certificates.k8s.io" ||
      (group === "authentication.k8s.io" && IDENTITIES.has(headOf(resource))),
  },
  {
    id: "secrets",
    title: "Secrets",
    because: "Whoever reads them has credentials, among them tokens of other accounts.",
    holds: ({ group, resource }) => group === "" && resource === "secrets",
  },
  {
    id: "run",
    title: "Running code",
    because: "Whoever writes them starts containers, or runs commands in those that are there.",
    holds: ({ resource }) =>
      WORKLOADS.has(headOf(resource)) &&
      (!resource.includes("/") || INTO_PODS.has(tailOf(resource))),
  },
  {
    id: "nodes",
    title: "Nodes and volumes",
    because: "The machines, and what they store.",
    holds: ({ group, resource }) =>
      ["nodes", "persistentvolumes"].includes(headOf(resource)) || group.endsWith("storage.k8s.io"),
  },
  {
    id: "admission",
    title: "Admission and the API",
    because: "What the API server lets in, and what it knows.",
    holds: ({ group }) =>
      [
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "policy",
        "flowcontrol.apiserver.k8s.io",
      ].includes(group),
  },
  {
    id: "traffic",
    title: "Traffic",
    because: "Ways into the cluster, and where connections go.",
    holds: ({ group, resource }) =>
      ["services", "endpoints"].includes(headOf(resource)) ||
      ["networking.k8s.io", "discovery.k8s.io", "gateway.networking.k8s.io"].includes(group),
  },
  {
    id: "built-in",
    title: "Other resources of Kubernetes",
    because: "Configuration, events and what else the API has.",
    holds: ({ group }) => !group.includes(".") || group.endsWith(".k8s.io"),
  },
  {
    id: "custom",
    title: "Custom resources",
    because: "What operators act on.",
    holds: () => true,
  },
];

function headOf(resource: string): string {
  return resource.split("/")[0] ?? "";
}

function tailOf(resource: string): string {
  return resource.split("/")[1] ?? "";
}
