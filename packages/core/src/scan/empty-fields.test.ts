import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { builtInChecks } from "../checks/index.ts";
import { EXAMPLE_PARAMETERS } from "../checks/parameters.ts";
import { createCluster } from "../cluster/cluster.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { connectionsOf } from "../network/connections.ts";
import { networkExposures } from "../network/exposure/exposure.ts";
import { synthesize } from "../network/synthesize/synthesize.ts";
import { scan } from "./scan.ts";

// Where the API server fills in a value, "" is like an absent field (pkg/apis/*/v1/defaults.go and zz_generated.defaults.go
// of k8s.io/kubernetes); where the field is a pointer it is not, and those are left out here.
const PODS: readonly FieldPath[] = [
  ["serviceAccountName"],
  ["serviceAccount"],
  ["restartPolicy"],
  ["dnsPolicy"],
  ["schedulerName"],
  ["priorityClassName"],
  ["nodeName"],
  ["hostname"],
  ["containers", 0, "imagePullPolicy"],
  ["containers", 0, "terminationMessagePath"],
  ["containers", 0, "terminationMessagePolicy"],
  ["containers", 0, "workingDir"],
  ["containers", 0, "ports", 0, "protocol"],
  ["containers", 0, "ports", 0, "name"],
  ["containers", 0, "ports", 0, "hostIP"],
  ["containers", 0, "livenessProbe", "httpGet", "scheme"],
  ["containers", 0, "livenessProbe", "httpGet", "host"],
  ["containers", 0, "volumeMounts", 0, "subPath"],
  ["volumes", 0, "projected", "sources", 0, "serviceAccountToken", "audience"],
];
const SERVICES: readonly FieldPath[] = [
  ["spec", "type"],
  ["spec", "sessionAffinity"],
  ["spec", "clusterIP"],
  ["spec", "externalName"],
  ["spec", "loadBalancerIP"],
  ["spec", "ports", 0, "protocol"],
  ["spec", "ports", 0, "targetPort"],
  ["spec", "ports", 0, "name"],
];

const POD_SPEC = {
  containers: [
    {
      name: "web",
      image: "registry.example/web:1",
      ports: [{ containerPort: 22, hostPort: 22 }],
      livenessProbe: { httpGet: { path: "/", port: 22 } },
      volumeMounts: [{ name: "token", mountPath: "/token" }],
    },
  ],
  volumes: [{ name: "token", projected: { sources: [{ serviceAccountToken: { path: "t" } }] } }],
};
const META = { name: "web", namespace: "shop" };
const LABELS = { app: "web" };
const template = { metadata: { labels: LABELS }, spec: POD_SPEC };
const DEPLOYMENT = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: META,
  spec: { replicas: 2, selector: { matchLabels: LABELS }, template },
};
const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: META,
  spec: { selector: LABELS, ports: [{ port: 22 }] },
};
const OTHERS: readonly KubernetesObject[] = [
  {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: "shop" },
    automountServiceAccountToken: false,
  },
  {
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkPolicy",
    metadata: { name: "by-account", namespace: "shop" },
    spec: { serviceAccountSelector: "projectcalico.org/name == 'default'", types: ["Egress"] },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: META,
    spec: { defaultBackend: { service: { name: "web", port: { number: 22 } } } },
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "cluster-admin" },
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "everybody" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "default", namespace: "shop" }],
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: META,
    spec: { podSelector: LABELS, ingress: [{ ports: [{ port: 22 }] }] },
  },
];
const CASES: readonly (readonly [
  title: string,
  object: KubernetesObject,
  paths: readonly FieldPath[],
])[] = [
  [
    "Pod",
    { apiVersion: "v1", kind: "Pod", metadata: { ...META, labels: LABELS }, spec: POD_SPEC },
    PODS.map((path) => ["spec", ...path]),
  ],
  [
    "Deployment",
    DEPLOYMENT,
    [["spec", "strategy", "type"], ...PODS.map((path) => ["spec", "template", "spec", ...path])],
  ],
  [
    "Pod of the account manager",
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: META,
      spec: { ...POD_SPEC, serviceAccount: "manager" },
    },
    [["spec", "serviceAccountName"]],
  ],
  ["Service", SERVICE, SERVICES],
  [
    "StatefulSet",
    { ...DEPLOYMENT, kind: "StatefulSet" },
    [
      ["spec", "updateStrategy", "type"],
      ["spec", "podManagementPolicy"],
    ],
  ],
  ["DaemonSet", { ...DEPLOYMENT, kind: "DaemonSet" }, [["spec", "updateStrategy", "type"]]],
  [
    "Job",
    { apiVersion: "batch/v1", kind: "Job", metadata: META, spec: { template } },
    [["spec", "template", "spec", "restartPolicy"]],
  ],
  [
    "CronJob",
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: META,
      spec: { schedule: "@daily", jobTemplate: { spec: { template } } },
    },
    [["spec", "concurrencyPolicy"]],
  ],
  [
    "Secret",
    { apiVersion: "v1", kind: "Secret", metadata: META, data: { key: "dmFsdWU=" } },
    [["type"]],
  ],
  [
    "PipelineRun",
    {
      apiVersion: "tekton.dev/v1",
      kind: "PipelineRun",
      metadata: META,
      spec: {
        pipelineSpec: {
          tasks: [{ name: "a", taskSpec: { steps: [{ name: "s", image: "i:1" }] } }],
        },
        taskRunTemplate: {},
      },
    },
    [["spec", "taskRunTemplate", "serviceAccountName"]],
  ],
  [
    "TaskRun",
    {
      apiVersion: "tekton.dev/v1",
      kind: "TaskRun",
      metadata: META,
      spec: { taskSpec: { steps: [{ name: "s", image: "i:1" }] } },
    },
    [["spec", "serviceAccountName"]],
  ],
];

const SETTINGS = {
  kind: "NetworkPolicy",
  replace: true,
  observed: { needs: [], needsValue: [], unresolved: [], assumptions: [] },
  declared: true,
  namespaces: [],
  apiServer: [],
  apiClients: [],
  accountRights: () => undefined,
} as const;
const CHECKS = builtInChecks(EXAMPLE_PARAMETERS);

// Ranges of addresses hold whole numbers that JSON does not know.
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? `${each}` : each));
}

/** Everything that anybody says of a cluster. */
function saidOf(object: KubernetesObject): readonly string[] {
  const others = [DEPLOYMENT, SERVICE].filter(({ kind }) => kind !== object.kind);
  const cluster = createCluster(snapshotOf([object, ...others, ...OTHERS]), {
    access: { bootstrapPolicy: "none" },
  });
  const findings = [...scan(cluster, CHECKS)].map(
    ({ check, object: { kind, name }, path, message, severity }) =>
      `${check} ${kind}/${name} ${path}: ${message} (${severity})`,
  );
  const { network, escalation } = cluster;
  return [
    ...findings.filter((text) => !text.startsWith("service-account-field-deprecated")),
    textOf(connectionsOf(network)),
    textOf(networkExposures(network)),
    JSON.stringify(synthesize(network, SETTINGS).policies),
    ...escalation.subjects.map(({ subject, reaches }) => JSON.stringify([subject, reaches])),
  ];
}

for (const [title, object, paths] of CASES) {
  const absent = saidOf(object);
  test.each(paths.map((path) => [formatFieldPath(path), path] as const))(
    `of a ${title} whose %s is "" the same is said as of one without it`,
    (_, path) => {
      const edited = applyEdits(object, [{ op: "add", path, value: "" }]);
      const changed =
        "value" in edited && isKubernetesObject(edited.value) ? edited.value : undefined;
      expect(changed).toBeDefined();
      if (changed) expect(saidOf(changed)).toEqual(absent);
    },
  );
}
