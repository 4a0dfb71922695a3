import { closeSync, openSync, writeSync } from "node:fs";

/** What most events of a cluster are: reads of controllers, leases, status of nodes and pods, and a few writes of users. */
const KINDS = [
  { verb: "get", resource: "leases", group: "coordination.k8s.io", user: "system:node:worker" },
  {
    verb: "update",
    resource: "leases",
    group: "coordination.k8s.io",
    user: "system:kube-scheduler",
  },
  {
    verb: "list",
    resource: "pods",
    group: "",
    user: "system:serviceaccount:monitoring:prometheus",
  },
  {
    verb: "watch",
    resource: "endpointslices",
    group: "discovery.k8s.io",
    user: "system:kube-proxy",
  },
  { verb: "patch", resource: "pods", subresource: "status", group: "", user: "system:node:worker" },
  {
    verb: "create",
    resource: "pods",
    group: "",
    user: "system:serviceaccount:kube-system:replicaset-controller",
  },
  { verb: "get", resource: "configmaps", group: "", user: "system:serviceaccount:shop:web" },
  { verb: "update", resource: "deployments", group: "apps", user: "alice@example.com" },
  {
    verb: "get",
    resource: "secrets",
    group: "",
    user: "system:serviceaccount:flux-system:source-controller",
  },
  { verb: "create", resource: "events", group: "", user: "system:node:worker" },
] as const;

/** What the events of the reference figure have on average. */
const LENGTH = 2300;

/** Writes a log of so many events of 2.3 kB each. */
export function writeAuditLog(path: string, events: number): void {
  const file = openSync(path, "w");
  let pending: string[] = [];
  for (let number = 0; number < events; number++) {
    pending.push(lineOf(number));
    if (pending.length === 1000 || number === events - 1) {
      writeSync(file, `${pending.join("\n")}\n`);
      pending = [];
    }
  }
  closeSync(file);
}

function lineOf(number: number): string {
  const kind = KINDS[number % KINDS.length] ?? KINDS[0];
  const { verb, resource, group, user } = kind;
  const subresource = "subresource" in kind ? { subresource: kind.subresource } : {};
  const name = `${resource}-${number % 997}`;
  const time = new Date(1_782_900_000_000 + number * 5).toISOString();
  const event = (padding: string): object => ({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "RequestResponse",
    auditID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    stage: "ResponseComplete",
    requestURI: `/apis/${group}/v1/namespaces/shop/${resource}/${name}`,
    verb,
    user: { username: user, uid: "u", groups: ["system:authenticated"] },
    sourceIPs: [`10.0.${number % 7}.${number % 250}`],
    userAgent: "kube-controller-manager/v1.37.0 (linux/amd64) kubernetes/0000000",
    objectRef: {
      resource,
      namespace: "shop",
      name,
      apiGroup: group,
      apiVersion: "v1",
      ...subresource,
    },
    responseStatus: { metadata: {}, code: 200 },
    requestObject: {
      kind: "Object",
      metadata: { name, namespace: "shop", labels: { app: "web", tier: "front" } },
      spec: {
        replicas: 3,
        template: { spec: { containers: containers(4) } },
        containers: containers(4),
      },
    },
    responseObject: { metadata: { name, annotations: { note: padding } } },
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    annotations: {
      "authorization.k8s.io/decision": "allow",
      "authorization.k8s.io/reason": "RBAC",
    },
  });
  const missing = LENGTH - JSON.stringify(event("")).length;
  return JSON.stringify(event("x".repeat(Math.max(0, missing))));
}

function containers(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `c${index}`,
    image: "registry.example/shop/web:1.2.3",
    env: [{ name: "MODE", value: "production" }],
  }));
}
