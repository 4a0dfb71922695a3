import { expect, test } from "vitest";
import { pod } from "../../testing/access/escalation.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { attackFixes } from "./fixes.ts";
import { type AttackEnds, createAttackGraph } from "./graph.ts";
import { isObjectChange } from "./model.ts";

const ENDS: AttackEnds = {
  from: [{ kind: "Pod", namespace: "s", name: "a" }],
  to: [{ kind: "Container", namespace: "s", name: "b", container: "main" }],
};

function listening(name: string, more: object = {}): KubernetesObject {
  const own = pod(`s/${name}`, "me", {
    automountServiceAccountToken: false,
    nodeName: `node-of-${name}`,
    containers: [{ name: "main", image: "i", ports: [{ containerPort: 80 }] }],
    ...more,
  });
  return { ...own, metadata: { name, namespace: "s", labels: { app: name } } };
}

function policy(name: string, ingress: readonly object[]): KubernetesObject {
  const spec = { podSelector: { matchLabels: { app: "b" } }, policyTypes: ["Ingress"], ingress };
  const metadata = { name, namespace: "s" };
  return {
    ...{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata },
    spec: JSON.parse(JSON.stringify(spec)) as null,
  };
}

function fixesOf(...more: readonly KubernetesObject[]) {
  const snapshot = wholeSnapshotOf([listening("a"), listening("b"), ...more]);
  const graphOf = (from: typeof snapshot) =>
    createAttackGraph(createCluster(from), { assumeBreach: true }, ENDS);
  const { edits, proven } = attackFixes(graphOf(snapshot), snapshot, { remake: graphOf });
  return {
    proven,
    edits: edits.map(({ change }) => (isObjectChange(change) ? change.message : "")),
  };
}

test("a pod that no policy holds is closed by one of its own", () => {
  expect(fixesOf()).toEqual({
    proven: true,
    edits: ["Let nobody connect to Pod s/b; what needs it has to be allowed besides."],
  });
});

test("a policy that lets somebody in is closed itself, for another one adds to it and keeps nobody out", () => {
  expect(fixesOf(policy("open", [{}]), policy("deny", []))).toEqual({
    proven: true,
    edits: ["Let nobody in by NetworkPolicy s/open; what needs it has to be allowed besides."],
  });
});

test("where several policies let somebody in there is no single edit", () => {
  expect(fixesOf(policy("one", [{}]), policy("two", [{}])).edits).toEqual([]);
});
