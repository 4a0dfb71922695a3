import { expect, test } from "vitest";
import { account, binding, group, role, rule, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createAuthorizer } from "./authorizer.ts";
import { latentSubjects } from "./latent.ts";

test("accounts that bindings name and nobody has made hold rights already", () => {
  const snapshot = wholeSnapshotOf([
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web", namespace: "a" } },
    role("r", rule("get", "pods")),
    binding("b", "ClusterRole r", account("a/web"), account("a/ghost"), account("nobody")),
    binding("a/b", "ClusterRole r", account("ghost"), account("ghost"), account("default")),
    binding("a/c", "ClusterRole r", account("gone/default"), user("eve"), group("g")),
  ]);
  const latent = latentSubjects(snapshot, createAuthorizer(snapshot));
  expect(
    latent.map(({ subject, bindings, namespaceExists }) => [
      `${subject.namespace}/${subject.name}`,
      bindings.map(({ kind, name }) => `${kind} ${name}`),
      namespaceExists,
    ]),
  ).toEqual([
    ["a/ghost", ["ClusterRoleBinding b", "RoleBinding b"], true],
    ["gone/default", ["RoleBinding c"], false],
  ]);
});
