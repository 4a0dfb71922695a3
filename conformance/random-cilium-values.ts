import type { JsonObject } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";

export type Random = () => number;

export const NAMESPACES = ["x", "y"] as const;
export const ADDRESSES = ["203.0.113.7", "203.0.113.130", "198.51.100.1", "10.1.2.3"] as const;
export const ADDRESSES_6 = ["2001:db8::1", "2001:db8:1::1"] as const;
const CIDRS = ["203.0.113.0/24", "203.0.113.7/32", "10.1.2.3/8", "0.0.0.0/0", "198.51.100.0/25"];
const CIDRS_6 = ["2001:db8::/32", "2001:db8:1::/48", "::/0"];

/** Labels that pods have and selectors ask for: some that Cilium keeps, others that its filter drops. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  app: ["a", "b"],
  tier: ["front", ""],
  "app.kubernetes.io/name": ["a", "b"],
  "k8s-app": ["dns"],
  "job-name": ["etl"],
  "batch.kubernetes.io/job-name": ["etl"],
  "statefulset.kubernetes.io/pod-name": ["a-0", "a-1"],
  "apps.kubernetes.io/pod-index": ["0", "1"],
  "batch.kubernetes.io/controller-uid": ["u"],
  "batch.kubernetes.io/job-completion-index": ["0"],
  "controller-uid": ["u"],
  "pod-template-hash": ["5d4c"],
  "pod-template-generation": ["1"],
  "controller-revision-hash": ["5d4c"],
  "kubernetes.io/arch": ["arm"],
  "topology.kubernetes.io/zone": ["z1"],
  "beta.kubernetes.io/os": ["linux"],
  "node.beta.kubernetes.io/size": ["big"],
  "k8s.io/cluster": ["one"],
  "io.kubernetes.thing": ["one"],
  "annotation.one": ["one"],
  etcd_node: ["one"],
  "my.kubernetes.io/app": ["a"],
};
const KEYS = Object.keys(LABELS);

export function several<Item>(
  random: Random,
  least: number,
  most: number,
  make: (index: number) => Item,
): Item[] {
  const count = least + Math.floor(random() * (most - least + 1));
  return Array.from({ length: count }, (_, index) => make(index));
}

function keyOf(random: Random): string {
  return random() < 0.5 ? pick(random, KEYS.slice(0, 3)) : pick(random, KEYS);
}

export function labelsOf(random: Random, most: number): Record<string, string> {
  return Object.fromEntries(
    several(random, 1, most, () => {
      const key = keyOf(random);
      return [key, pick(random, LABELS[key] ?? ["a"])];
    }),
  );
}

export function cidrOf(random: Random, dualStack: boolean): string {
  return pick(random, dualStack ? [...CIDRS, ...CIDRS_6] : CIDRS);
}

/** A label selector; `broken` is how often it is one that nobody takes. */
export function selectorOf(random: Random, broken = 0): JsonObject {
  if (random() < broken) return pick(random, BROKEN);
  if (random() < 0.15) return {};
  const matchLabels = random() < 0.6 ? labelsOf(random, random() < 0.8 ? 1 : 2) : undefined;
  const matchExpressions = several(random, matchLabels ? 0 : 1, 1, () => {
    const key = keyOf(random);
    const operator = pick(random, ["In", "NotIn", "Exists", "DoesNotExist"]);
    const values = several(random, 1, 2, () => pick(random, LABELS[key] ?? ["a"]));
    return { key, operator, ...(operator.endsWith("In") && { values }) };
  });
  return {
    ...(matchLabels && { matchLabels }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  };
}

export const BROKEN: readonly JsonObject[] = [
  { matchExpressions: [{ key: "app", operator: "In" }] },
  { matchExpressions: [{ key: "app", operator: "NotIn", values: [] }] },
  { matchExpressions: [{ key: "app", operator: "Exists", values: ["a"] }] },
  { matchExpressions: [{ key: "app", operator: "Gt", values: ["1"] }] },
  { matchExpressions: [{ key: "app", operator: "In", values: ["-a"] }] },
  { matchExpressions: [{ key: "a b", operator: "Exists" }] },
  { matchLabels: { app: "not a value" } },
  { matchLabels: { $host: "" } },
  { matchLabels: { "a:b:c": "d" } },
  { matchLabels: { "k-8:app": "a" } },
  { matchLabels: { "k8s:": "a" } },
  { matchLabels: { "": "a" } },
];
