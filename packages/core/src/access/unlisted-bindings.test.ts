import { expect, test } from "vitest";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";

test("where bindings could not be listed of a cluster a no is unknown, and a yes stays one", () => {
  const objects: readonly KubernetesObject[] = [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "reader" },
      rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "reader" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "reader" },
      subjects: [{ kind: "User", name: "ann" }],
    },
  ];
  const verdicts = (kind: string): readonly string[] => {
    const gap = { file: "https://example", line: 1, kind: "not-allowed", reason: "no" } as const;
    const notExamined = [{ ...gap, resource: `rbac.authorization.k8s.io/${kind}` }];
    const { explain } = createAuthorizer(wholeSnapshotOf(objects, { coverage: { notExamined } }));
    const of = (name: string, namespace: string): string =>
      explain(
        { name, groups: [] },
        { verb: "get", group: "", resource: "secrets", subresource: "", name: "a", namespace },
      ).verdict;
    return [of("ann", "shop"), of("jane", "shop"), of("jane", "")];
  };
  expect(verdicts("rolebindings")).toEqual(["yes", "unknown", "no"]);
  expect(verdicts("clusterrolebindings")).toEqual(["yes", "unknown", "unknown"]);
  expect(verdicts("roles")).toEqual(["yes", "no", "no"]);
});
