import { expect, test } from "vitest";
import { ask } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createAuthorizer } from "./authorizer.ts";
import { NODE_RESTRICTIONS } from "./node-restriction.ts";
import { nodeUser } from "./user.ts";

const CLUSTER = wholeSnapshotOf([
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "a" },
    spec: {
      nodeName: "n1",
      serviceAccountName: "web",
      volumes: [{ name: "d", persistentVolumeClaim: { claimName: "data" } }],
      containers: [{ name: "web" }],
    },
  },
]);
const AUTHORIZER = createAuthorizer(CLUSTER);

/** What a kubelet of n1 may write by the Node authorizer alone, and of whom. */
const WRITES = [
  ["create pods", "", "a", "x"],
  ["delete pods", "", "a", "of-another-node"],
  ["update pods/status", "", "a", "of-another-node"],
  ["patch pods/status", "", "a", "of-another-node"],
  ["create pods/eviction", "", "a", "of-another-node"],
  ["update persistentvolumeclaims/status", "", "a", "data"],
  ["patch persistentvolumeclaims/status", "", "a", "data"],
  ["create nodes", "", "", "n2"],
  ["update nodes", "", "", "n2"],
  ["patch nodes", "", "", "n2"],
  ["update nodes/status", "", "", "n2"],
  ["patch nodes/status", "", "", "n2"],
  ["create serviceaccounts/token", "", "a", "web"],
  ["create leases", "coordination.k8s.io", "kube-node-lease", "n2"],
  ["update leases", "coordination.k8s.io", "kube-node-lease", "n1"],
  ["patch leases", "coordination.k8s.io", "kube-node-lease", "n1"],
  ["delete leases", "coordination.k8s.io", "kube-node-lease", "n1"],
  ["create csinodes", "storage.k8s.io", "", "n2"],
  ["update csinodes", "storage.k8s.io", "", "n1"],
  ["patch csinodes", "storage.k8s.io", "", "n1"],
  ["delete csinodes", "storage.k8s.io", "", "n1"],
  ["create resourceslices", "resource.k8s.io", "", "of-another-node"],
  ["deletecollection resourceslices", "resource.k8s.io", "", ""],
] as const;

test.each(WRITES)(
  "the Node authorizer lets a kubelet %s, which NodeRestriction narrows",
  (...write) => {
    const [text, group, namespace, name] = write;
    const fieldSelector = [{ field: "spec.nodeName", operator: "=" as const, value: "n1" }];
    const request = ask(text, { group, namespace, name, fieldSelector });
    expect(AUTHORIZER.authorize(nodeUser("n1"), request)).toMatchObject({
      allowed: true,
      by: "Node",
    });
  },
);

test("NodeRestriction narrows these writes and no others", () => {
  const narrowed = NODE_RESTRICTIONS.flatMap(({ resource, verbs }) =>
    verbs.map((verb) => `${verb} ${resource}`),
  );
  expect(narrowed).toEqual(WRITES.map(([text]) => text));
});
