import type { JsonObject } from "../../kubernetes/json.ts";
import { AUDIT_VERSION } from "./read-policy.ts";

/** What a policy is written for: to investigate attacks, to pass CIS 3.2.2 with little, or to record as little as still shows an attack. */
export const AUDIT_PURPOSES = ["security", "cis", "least-volume"] as const;

/** One of `AUDIT_PURPOSES`. */
export type AuditPurpose = (typeof AUDIT_PURPOSES)[number];

/** What of a cluster a policy is fitted to. */
export interface AuditedCluster {
  /** Custom resources whose objects hold credentials: `{group, resource}`. */
  readonly secretResources: readonly { readonly group: string; readonly resource: string }[];
  /** Usernames of accounts that run on every node or watch all the time. */
  readonly busyUsers: readonly string[];
  /** API groups of its CustomResourceDefinitions. */
  readonly customGroups: readonly string[];
}

/** A rule with the reason for it, a sentence. */
interface WrittenRule {
  readonly reason: string;
  readonly rule: JsonObject;
}

/** A policy to be written: what stands before the rules, and these in order. */
export interface WrittenPolicy {
  readonly head: JsonObject;
  readonly rules: readonly WrittenRule[];
}

const WRITING = ["create", "update", "patch", "delete", "deletecollection"];
const READING = ["get", "list", "watch"];

const CORE = (...resources: readonly string[]): JsonObject => ({ group: "", resources });
const groups = (...names: readonly string[]): readonly JsonObject[] =>
  names.map((group) => ({ group }));

/** Writes a policy for a purpose: credentials never with their content, attackers' ways always, the noise of components where it can be left out. */
export function writeAuditPolicy(purpose: AuditPurpose, cluster: AuditedCluster): WrittenPolicy {
  return {
    head: {
      apiVersion: AUDIT_VERSION,
      kind: "Policy",
      omitStages: ["RequestReceived"],
      omitManagedFields: true,
    },
    rules: [
      ...credentialRules(cluster),
      ...wayRules(),
      ...rightsRules(purpose),
      ...noiseRules(purpose, cluster),
      ...changeRules(purpose, cluster),
      {
        reason: "All that is left, and attempts whose authentication fails.",
        rule: { level: "Metadata" },
      },
    ],
  };
}

function credentialRules({ secretResources }: AuditedCluster): readonly WrittenRule[] {
  const custom = new Map<string, string[]>();
  for (const { group, resource } of secretResources) {
    custom.set(group, [...(custom.get(group) ?? []), resource, `${resource}/*`]);
  }
  return [
    {
      reason: "Credentials: who asked for which, never the content.",
      rule: {
        level: "Metadata",
        resources: [
          CORE("secrets", "configmaps", "serviceaccounts/token"),
          { group: "authentication.k8s.io", resources: ["tokenreviews"] },
          ...[...custom].map(([group, resources]) => ({ group, resources })),
        ],
      },
    },
  ];
}

function wayRules(): readonly WrittenRule[] {
  return [
    {
      reason:
        "Ways into pods, services and nodes; both stages, so that a session is seen when it begins.",
      rule: {
        level: "Metadata",
        resources: [
          CORE(
            ...["pods/exec", "pods/attach", "pods/portforward", "pods/proxy"],
            ...["services/proxy", "nodes/proxy"],
          ),
        ],
      },
    },
  ];
}

function rightsRules(purpose: AuditPurpose): readonly WrittenRule[] {
  return [
    {
      reason:
        "Who gives rights, changes admission, asks for certificates or serves an API: with what was written.",
      rule: {
        level: purpose === "security" ? "RequestResponse" : "Request",
        verbs: WRITING,
        resources: [
          ...groups("rbac.authorization.k8s.io", "admissionregistration.k8s.io"),
          ...groups("certificates.k8s.io", "apiregistration.k8s.io"),
          CORE("pods/ephemeralcontainers", "serviceaccounts"),
        ],
      },
    },
  ];
}

function noiseRules(purpose: AuditPurpose, { busyUsers }: AuditedCluster): readonly WrittenRule[] {
  const least = purpose === "least-volume";
  return [
    {
      reason: "kube-proxy watches these all the time.",
      rule: {
        level: "None",
        users: ["system:kube-proxy"],
        verbs: READING,
        resources: [
          CORE("endpoints", "services", "services/status", "nodes"),
          { group: "discovery.k8s.io", resources: ["endpointslices"] },
        ],
      },
    },
    {
      reason: "Leases are renewed every few seconds by nodes and leaders.",
      rule: {
        level: "None",
        userGroups: ["system:nodes", "system:serviceaccounts:kube-system"],
        verbs: ["get", "update", "patch"],
        resources: [{ group: "coordination.k8s.io", resources: ["leases"] }],
      },
    },
    {
      reason: "The same by components that have a certificate.",
      rule: {
        level: "None",
        users: COMPONENTS,
        verbs: ["get", "update", "patch"],
        resources: [{ group: "coordination.k8s.io", resources: ["leases"] }],
      },
    },
    {
      reason: "Events are kept by themselves; who deletes them is recorded below.",
      rule: {
        level: "None",
        verbs: ["create", "update", "patch", ...READING],
        resources: [CORE("events"), { group: "events.k8s.io", resources: ["events"] }],
      },
    },
    {
      reason: "Probes of load balancers and of the kubelet.",
      rule: {
        level: "None",
        verbs: ["get"],
        nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"],
      },
    },
    ...(least ? quietRules(busyUsers) : []),
  ];
}

const COMPONENTS = ["system:kube-controller-manager", "system:kube-scheduler", "system:apiserver"];

function quietRules(busyUsers: readonly string[]): readonly WrittenRule[] {
  return [
    {
      reason: "Kubelets report and read what is theirs.",
      rule: {
        level: "None",
        userGroups: ["system:nodes"],
        verbs: [...READING, "update", "patch"],
        resources: [
          CORE("nodes", "nodes/status", "pods", "pods/status", "services"),
          ...groups("node.k8s.io", "storage.k8s.io"),
        ],
      },
    },
    {
      reason: "What components read to do their work; credentials are recorded above.",
      rule: {
        level: "None",
        users: [...COMPONENTS, ...busyUsers],
        verbs: READING,
      },
    },
    {
      reason: "Controllers of Kubernetes read what they act on.",
      rule: {
        level: "None",
        users: CONTROLLERS.map((name) => `system:serviceaccount:kube-system:${name}`),
        verbs: READING,
      },
    },
    {
      reason: "Discovery by clients.",
      rule: {
        level: "None",
        verbs: ["get"],
        nonResourceURLs: ["/version", "/api", "/api/*", "/apis", "/apis/*", "/openapi/*"],
      },
    },
  ];
}

/** With accounts of their own (kube-controller-manager --use-service-account-credentials). */
const CONTROLLERS = [
  "deployment-controller",
  "endpointslice-controller",
  "generic-garbage-collector",
  "namespace-controller",
  "replicaset-controller",
  "resourcequota-controller",
];

function changeRules(
  purpose: AuditPurpose,
  { customGroups }: AuditedCluster,
): readonly WrittenRule[] {
  const status: WrittenRule = {
    reason: "Controllers report the state of objects all the time: that it was done is enough.",
    rule: {
      level: "Metadata",
      verbs: ["update", "patch"],
      resources: [
        CORE("nodes/status", "pods/status", "services/status", "persistentvolumeclaims/status"),
        { group: "apps", resources: ["*/status"] },
        { group: "batch", resources: ["*/status"] },
      ],
    },
  };
  const core = CORE(
    ...["pods", "pods/binding", "pods/eviction", "services", "namespaces", "nodes"],
    ...["persistentvolumes", "persistentvolumeclaims", "replicationcontrollers"],
  );
  const changed: WrittenRule = {
    reason: "What runs and who may reach it: changes with what was sent.",
    rule: {
      level: purpose === "security" ? "RequestResponse" : "Request",
      verbs: WRITING,
      resources: [
        core,
        ...groups("apps", "batch", "networking.k8s.io", "policy"),
        ...(purpose === "security" ? groups("apiextensions.k8s.io", "storage.k8s.io") : []),
        ...(purpose === "security" ? groups(...customGroups) : []),
      ],
    },
  };
  return [status, changed];
}
