import { expect, test } from "vitest";
import { snapshotOf, wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createTenancy } from "./tenancy.ts";
import { tenantsOf } from "./tenants.ts";

const A = { name: "a", namespaces: ["a1"] };
const B = { name: "b", namespaces: ["b1"] };

function object(
  apiVersion: string,
  kind: string,
  namespace: string,
  rest: JsonObject = {},
): KubernetesObject {
  return { apiVersion, kind, metadata: { name: "x", namespace }, ...rest };
}

const SPACES: readonly KubernetesObject[] = ["a1", "b1"].map((name) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
}));

/** What is open from a to b, and from b to a. */
function openBetween(...objects: readonly KubernetesObject[]): readonly string[] {
  const tenancy = createTenancy(createCluster(wholeSnapshotOf([...SPACES, ...objects])), [A, B]);
  return [
    ...tenancy
      .open(A, B)
      .map(({ channel, cell }) => `a to b: ${channel}: ${cell.verdict}: ${cell.reason}`),
    ...tenancy
      .open(B, A)
      .map(({ channel, cell }) => `b to a: ${channel}: ${cell.verdict}: ${cell.reason}`),
  ];
}

function secret(namespace: string, type: string): KubernetesObject {
  return object("v1", "Secret", namespace, { type, data: { key: "YWFhYWFhYWE=" } });
}

test("namespaces with nothing in them are apart", () => {
  expect(openBetween()).toEqual([]);
});

test("one secret in two namespaces, and one credential of a registry", () => {
  const both = (type: string) => openBetween(secret("a1", type), secret("b1", type));
  expect(both("Opaque")).toEqual([
    "a to b: secrets: yes: Secrets a1/x and b1/x hold the same secret",
    "b to a: secrets: yes: Secrets b1/x and a1/x hold the same secret",
  ]);
  expect(both("kubernetes.io/dockerconfigjson")).toEqual([
    "a to b: registries: yes: Secrets a1/x and b1/x hold the same credentials of a registry",
    "b to a: registries: yes: Secrets b1/x and a1/x hold the same credentials of a registry",
  ]);
  expect(
    openBetween(secret("a1", "Opaque"), secret("b1", "kubernetes.io/dockerconfigjson")),
  ).toEqual([]);
});

const NODE: KubernetesObject = { apiVersion: "v1", kind: "Node", metadata: { name: "n" } };

function pod(namespace: string, spec: JsonObject = {}): KubernetesObject {
  return object("v1", "Pod", namespace, { spec: { containers: [{ name: "c" }], ...spec } });
}

const DENY = ["a1", "b1"].map((namespace) =>
  object("networking.k8s.io/v1", "NetworkPolicy", namespace, { spec: { podSelector: {} } }),
);

test("a node that two tenants share opens nothing until a pod gives the node away", () => {
  expect(openBetween(NODE, ...DENY, pod("a1"), pod("b1"))).toEqual([]);
  const privileged = { containers: [{ name: "c", securityContext: { privileged: true } }] };
  expect(openBetween(NODE, ...DENY, pod("a1", privileged), pod("b1"))).toEqual([
    'a to b: nodes: yes: Pod a1/x container "c" is privileged, on node n',
  ]);
  const elsewhere = { ...privileged, nodeSelector: { pool: "other" } };
  expect(openBetween(NODE, ...DENY, pod("a1", elsewhere), pod("b1"))).toEqual([]);
  expect(openBetween(...DENY, pod("a1", privileged), pod("b1"))).toEqual([
    'a to b: nodes: unknown: Pod a1/x container "c" is privileged, and the input shows no node',
  ]);
});

test("without a policy pods reach each other, both ways", () => {
  expect(openBetween(pod("a1"), pod("b1"))).toEqual([
    "a to b: network: yes: Pod a1/x reaches Pod b1/x on TCP 1",
    "b to a: network: yes: Pod b1/x reaches Pod a1/x on TCP 1",
  ]);
});

test("tenants come from options, then from the label; Kubernetes' own namespaces are nobody's", () => {
  const spaces = ["a1", "a2", "kube-system"].map(
    (name): KubernetesObject => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { team: "t" } },
    }),
  );
  const snapshot = snapshotOf(spaces);
  expect(tenantsOf(snapshot)).toEqual([{ name: "t", namespaces: ["a1", "a2"] }]);
  expect(tenantsOf(snapshot, { named: new Map([["own", ["a2"]]]) })).toEqual([
    { name: "own", namespaces: ["a2"] },
    { name: "t", namespaces: ["a1"] },
  ]);
  expect(tenantsOf(snapshot, { label: "other" })).toEqual([]);
});
