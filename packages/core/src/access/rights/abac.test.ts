import { expect, test } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { authenticatedUser } from "../user.ts";
import { abacGrants } from "./abac.ts";

const policy = (spec: KubernetesObject["spec"] & object): KubernetesObject => ({
  apiVersion: "abac.authorization.kubernetes.io/v1beta1",
  kind: "Policy",
  spec,
});

test("a policy of ABAC is for whom it names: the user, the group, or both", () => {
  const snapshot = snapshotOf([
    policy({ user: "ann", resource: "pods", namespace: "shop", readonly: true }),
    policy({ user: "ann", group: "ops", resource: "secrets", apiGroup: "*", namespace: "*" }),
    policy({ user: "bob", resource: "nodes" }),
    policy({ group: "*", nonResourcePath: "/version*", readonly: true }),
    policy({ resource: "jobs" }),
    policy(["nonsense"]),
  ]);
  const found = (groups: readonly string[]): readonly string[] =>
    abacGrants(snapshot, authenticatedUser("ann", groups)).map(
      ({ namespace, rule }) =>
        `${namespace}: ${rule.verbs.join()} ${[...rule.resources, ...rule.nonResourceURLs].join()}`,
    );
  expect(found([])).toEqual(["shop: get,list,watch pods", ": get,list,watch /version*"]);
  expect(found(["ops"])).toEqual([
    "shop: get,list,watch pods",
    "*: * secrets",
    ": get,list,watch /version*",
  ]);
});
