import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { noNetworkPolicySelectsPod } from "../checks/network/no-network-policy-selects-pod.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "./scan.ts";

const POD: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: { containers: [{ name: "web", image: "web" }] },
};

test("what could not be listed is not said to be missing", () => {
  const found = (resource?: string): number => {
    const gap = {
      file: "https://a",
      line: 1,
      kind: "not-allowed",
      reason: "It cannot be seen.",
    } as const;
    const notExamined = resource === undefined ? [] : [{ ...gap, resource }];
    const cluster = createCluster(snapshotOf([POD], { coverage: { notExamined } }));
    return [...scan(cluster, [noNetworkPolicySelectsPod])].length;
  };
  expect(found()).toBe(1);
  expect(found("/secrets")).toBe(1);
  expect(found("networking.k8s.io/networkpolicies")).toBe(0);
  expect(found("cilium.io/ciliumnetworkpolicies")).toBe(0);
});
