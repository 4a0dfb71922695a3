import { expect, it } from "vitest";
import { evaluateAll } from "../../testing/checks.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";

function pod(name: string, namespace?: string): KubernetesObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [{ name: "main" }] } };
}

const POLICY: KubernetesObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "all", namespace: "shop" },
  spec: { podSelector: {}, policyTypes: ["Ingress"] },
};

it("a pod that names no namespace says nothing of one that is alike and names the default one", () => {
  const placed = pod("placed", "default");
  const unplaced = pod("unplaced");
  const around = [pod("web", "shop"), POLICY];
  const said = (...pods: readonly KubernetesObject[]): readonly string[] =>
    evaluateAll(noNetworkPolicySelectsPod, snapshotOf([...pods, ...around])).filter((line) =>
      line.startsWith("Pod/placed"),
    );
  const expected = ["Pod/placed metadata.labels: no NetworkPolicy selects the pod"];
  expect(said(placed, unplaced)).toEqual(expected);
  expect(said(unplaced, placed)).toEqual(expected);
});
