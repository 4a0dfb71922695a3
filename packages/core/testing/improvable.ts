import { builtInChecks } from "../src/checks/index.ts";
import { createCluster } from "../src/cluster/cluster.ts";
import { compareSeverity, type Finding, type Severity } from "../src/findings/finding.ts";
import { applyEdits } from "../src/kubernetes/apply-edits.ts";
import type { JsonObject, JsonValue } from "../src/kubernetes/json.ts";
import {
  isKubernetesObject,
  type KubernetesObject,
  referenceOf,
} from "../src/kubernetes/object.ts";
import { scan } from "../src/scan/scan.ts";
import { pick, seeded } from "./seeded.ts";
import { snapshotOf } from "./snapshot.ts";

/** What is done to an object to make it better, and what became worse for it: empty where nothing did. */
export interface Improvement {
  readonly change: string;
  readonly worse: readonly string[];
}

type Random = () => number;

/** Objects in a namespace of their own. */
interface Tenant {
  readonly workload: KubernetesObject;
  readonly others: readonly KubernetesObject[];
}

const CHECKS = builtInChecks();

/** Draws workloads with their surroundings, improves each in one way, and says of each what is worse than before at its worst. */
export function improvementsOf(seed: number, count: number): readonly Improvement[] {
  const random = seeded(seed);
  const tenants = Array.from({ length: count }, (_, index) => tenantOf(`n${index}`, random));
  const before = findingsByNamespace(tenants);
  const improved = tenants.map((tenant, index) =>
    improve(tenant, before.get(`n${index}`) ?? [], random),
  );
  const after = findingsByNamespace(improved.map(({ tenant }) => tenant));
  return improved.map(({ change }, index) => {
    const was = worstOf(before.get(`n${index}`) ?? []);
    const worse = (after.get(`n${index}`) ?? []).filter(
      ({ severity }) => compareSeverity(severity, was) > 0,
    );
    return { change, worse: worse.map(({ check, severity }) => `${was} -> ${severity} ${check}`) };
  });
}

function findingsByNamespace(tenants: readonly Tenant[]): ReadonlyMap<string, readonly Finding[]> {
  const objects = tenants.flatMap(({ workload, others }) => [workload, ...others]);
  const found = new Map<string, Finding[]>();
  for (const finding of scan(createCluster(snapshotOf(objects)), CHECKS)) {
    const namespace = finding.object.namespace ?? "";
    const list = found.get(namespace) ?? [];
    found.set(namespace, list);
    list.push(finding);
  }
  return found;
}

function worstOf(findings: readonly Finding[]): Severity {
  return (
    findings
      .map(({ severity }) => severity)
      .sort(compareSeverity)
      .at(-1) ?? "info"
  );
}

function improve(
  { workload, others }: Tenant,
  findings: readonly Finding[],
  random: Random,
): { readonly tenant: Tenant; readonly change: string } {
  const fixable = findings.filter(({ object, fix }) => object.kind === workload.kind && fix);
  if (fixable.length > 0 && random() < 0.5) {
    const { check, fix } = pick(random, fixable);
    const edited = applyEdits(workload, fix?.edits ?? []);
    const value = "value" in edited ? edited.value : workload;
    const changed = isKubernetesObject(value) ? value : workload;
    return { tenant: { workload: changed, others }, change: `the fix of ${check}` };
  }
  const [title, spec] = pick(random, POLICIES);
  const { namespace = "" } = referenceOf(workload);
  const policy = objectOf("networking.k8s.io/v1 NetworkPolicy", "added", namespace, { spec });
  return { tenant: { workload, others: [...others, policy] }, change: `a policy: ${title}` };
}

const EVERY_ADDRESS = { ipBlock: { cidr: "0.0.0.0/0" } };
const ALL = { podSelector: {} };
const POLICIES: readonly (readonly [string, JsonObject])[] = [
  ["no ingress", { ...ALL, policyTypes: ["Ingress"] }],
  ["no egress", { ...ALL, policyTypes: ["Egress"] }],
  ["nothing", { ...ALL, policyTypes: ["Ingress", "Egress"] }],
  ["ingress from the namespace", { ...ALL, ingress: [{ from: [{ podSelector: {} }] }] }],
  ["ingress from everywhere to one port", { ...ALL, ingress: [{ ports: [{ port: 8080 }] }] }],
  [
    "egress to every address on one port",
    { ...ALL, policyTypes: ["Egress"], egress: [{ to: [EVERY_ADDRESS], ports: [{ port: 80 }] }] },
  ],
  [
    "ingress for this workload alone",
    {
      podSelector: { matchLabels: { app: "web" } },
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    },
  ],
];

function tenantOf(namespace: string, random: Random): Tenant {
  const maybe = (value: JsonValue, chance = 0.3): JsonValue | undefined =>
    random() < chance ? value : undefined;
  const capability = (): string => pick(random, ["SYS_ADMIN", "NET_ADMIN", "CHOWN", "NET_RAW"]);
  const securityContext = present({
    privileged: maybe(true, 0.15),
    allowPrivilegeEscalation: maybe(random() < 0.5),
    readOnlyRootFilesystem: maybe(random() < 0.5),
    runAsUser: maybe(pick(random, [0, 1000, 10_001])),
    runAsNonRoot: maybe(random() < 0.5),
    seccompProfile: maybe({ type: pick(random, ["Unconfined", "RuntimeDefault"]) }),
    capabilities: maybe(
      present({ add: maybe([capability(), capability()]), drop: maybe(["ALL"]) }),
    ),
  });
  const container = present({
    name: "web",
    image: pick(random, ["web", "web:latest", "web:1.2", "registry.example/web@sha256:00"]),
    imagePullPolicy: maybe("IfNotPresent"),
    securityContext: maybe(securityContext, 0.8),
    env: maybe([{ name: "DB_PASSWORD", value: "hunter2-Zx9" }], 0.1),
    ports: [present({ containerPort: 8080, hostPort: maybe(8080, 0.1) })],
    resources: maybe({ limits: { memory: "64Mi" }, requests: { cpu: "1m" } }),
  });
  const spec = present({
    hostNetwork: maybe(true, 0.1),
    hostPID: maybe(true, 0.1),
    hostIPC: maybe(true, 0.1),
    serviceAccountName: maybe("web"),
    automountServiceAccountToken: maybe(random() < 0.5),
    volumes: maybe(
      [{ name: "host", hostPath: { path: pick(random, ["/", "/etc", "/srv/a"]) } }],
      0.2,
    ),
    containers: [container],
  });
  const labels = { app: "web" };
  const isPod = random() < 0.2;
  const workload = isPod
    ? objectOf("v1 Pod", "web", namespace, { spec })
    : objectOf("apps/v1 Deployment", "web", namespace, {
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
      });
  const others = [
    ...drawn(random, 0.4, () =>
      objectOf("v1 Service", "web", namespace, {
        spec: {
          type: pick(random, ["ClusterIP", "LoadBalancer", "NodePort"]),
          selector: labels,
          ports: [{ port: 80, targetPort: 8080 }],
        },
      }),
    ),
    ...drawn(random, 0.3, () =>
      objectOf("networking.k8s.io/v1 NetworkPolicy", "own", namespace, {
        spec: pick(random, POLICIES)[1],
      }),
    ),
    ...drawn(random, 0.3, () =>
      objectOf("rbac.authorization.k8s.io/v1 RoleBinding", "web", namespace, {
        roleRef: {
          apiGroup: "rbac.authorization.k8s.io",
          kind: "ClusterRole",
          name: pick(random, ["view", "edit", "admin"]),
        },
        subjects: [{ kind: "ServiceAccount", name: "web", namespace }],
      }),
    ),
  ];
  return { workload, others };
}

function drawn<Item>(random: Random, chance: number, make: () => Item): readonly Item[] {
  return random() < chance ? [make()] : [];
}

function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function objectOf(
  type: string,
  name: string,
  namespace: string,
  rest: JsonObject,
): KubernetesObject {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return { apiVersion, kind, metadata: { name, namespace, labels: { app: name } }, ...rest };
}
