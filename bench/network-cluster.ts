import type { KubernetesObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";

/** How large a generated cluster is; every pod has `pods / classes` like it. */
export interface ClusterSize {
  readonly pods: number;
  readonly classes: number;
  readonly policies: number;
}

const TEAMS = 8;
const TIERS = ["web", "api", "data", "batch"] as const;
// Cuts all ports of the three protocols into 34 atoms.
const TCP_PORTS = [
  22, 53, 80, 443, 3306, 5432, 6379, 8080, 8443, 9090, 9091, 9200, 11_211, 15_432,
] as const;
const UDP_PORTS = [53, 123] as const;

/** The snapshot of a cluster whose policies select by labels of pods and namespaces; the same for the same size. */
export function generateCluster({ pods, classes, policies }: ClusterSize): Snapshot {
  const namespaces = Math.max(4, Math.round(Math.sqrt(classes)));
  const objects: KubernetesObject[] = [];
  for (let index = 0; index < namespaces; index++)
    objects.push({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: `ns-${index}`, labels: { team: `team-${index % TEAMS}` } },
    });
  for (let index = 0; index < pods; index++) objects.push(pod(index, classes, namespaces));
  const draw = generator(policies + classes);
  for (let index = 0; index < policies; index++)
    objects.push(policy(index, { draw, namespaces, apps: Math.ceil(classes / namespaces) }));
  return wholeSnapshotOf(objects);
}

function pod(index: number, classes: number, namespaces: number): KubernetesObject {
  const kind = index % classes;
  const app = Math.floor(kind / namespaces);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${index}`,
      namespace: `ns-${kind % namespaces}`,
      labels: { app: `app-${app}`, tier: TIERS[app % TIERS.length] ?? "web" },
    },
    spec: { containers: [{ name: "main", image: "registry.example.com/main:1" }] },
    status: { phase: "Running", podIP: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` },
  };
}

interface Drawing {
  readonly draw: (below: number) => number;
  readonly namespaces: number;
  readonly apps: number;
}

/** A quarter of the policies is for the whole namespace, half of them is for egress too. */
function policy(index: number, { draw, namespaces, apps }: Drawing): KubernetesObject {
  const app = (): string => `app-${draw(apps)}`;
  const podSelector = index % 4 === 0 ? {} : { matchLabels: { app: app() } };
  const peers = () => [
    { podSelector: { matchLabels: { app: app() } } },
    {
      namespaceSelector: { matchLabels: { team: `team-${draw(TEAMS)}` } },
      podSelector: { matchLabels: { tier: TIERS[draw(TIERS.length)] ?? "web" } },
    },
  ];
  const ports = () => [
    { port: TCP_PORTS[draw(TCP_PORTS.length)] ?? 80 },
    { port: UDP_PORTS[draw(UDP_PORTS.length)] ?? 53, protocol: "UDP" },
  ];
  const egress = index % 2 === 0 ? { egress: [{ to: peers(), ports: ports() }] } : {};
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `policy-${index}`, namespace: `ns-${draw(namespaces)}` },
    spec: {
      podSelector,
      ingress: [{ from: peers(), ports: ports() }, { from: peers() }],
      ...egress,
    },
  };
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
