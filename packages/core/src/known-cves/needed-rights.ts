import type { NeededRight } from "./rights.ts";

const WRITE: readonly string[] = ["create", "update", "patch"];

export const CHANGE: readonly string[] = ["update", "patch"];

/** Rights on resources by which CVEs are exploited. */
export const NODES: readonly NeededRight[] = [
  { verbs: WRITE, group: "", resource: "nodes" },
  { verbs: CHANGE, group: "", resource: "nodes/status" },
];

export const NODES_PROXY: NeededRight = {
  verbs: ["get", "create"],
  group: "",
  resource: "nodes/proxy",
};

export const SERVICES: NeededRight = { verbs: WRITE, group: "", resource: "services" };

export const SERVICE_STATUS: NeededRight = {
  verbs: CHANGE,
  group: "",
  resource: "services/status",
};

export const ENDPOINTS: NeededRight = { verbs: WRITE, group: "", resource: "endpoints" };

export const ENDPOINT_SLICES: NeededRight = {
  verbs: WRITE,
  group: "discovery.k8s.io",
  resource: "endpointslices",
};

export const INGRESSES: readonly NeededRight[] = ["networking.k8s.io", "extensions"].map(
  (group) => ({ verbs: WRITE, group, resource: "ingresses" }),
);

/** Whoever has one of them decides what a pod is. */
export const POD_MAKERS: readonly NeededRight[] = [
  { verbs: ["create"], group: "", resource: "pods" },
  { verbs: WRITE, group: "", resource: "replicationcontrollers" },
  ...["deployments", "daemonsets", "statefulsets", "replicasets"].map((resource) => ({
    verbs: WRITE,
    group: "apps",
    resource,
  })),
  ...["jobs", "cronjobs"].map((resource) => ({ verbs: WRITE, group: "batch", resource })),
];

export const HORIZONTAL_AUTOSCALERS: NeededRight = {
  verbs: WRITE,
  group: "autoscaling",
  resource: "horizontalpodautoscalers",
};

export const WEBHOOKS: readonly NeededRight[] = [
  "mutatingwebhookconfigurations",
  "validatingwebhookconfigurations",
].map((resource) => ({ verbs: WRITE, group: "admissionregistration.k8s.io", resource }));
