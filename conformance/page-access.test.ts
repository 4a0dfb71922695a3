import { createAuthorizer, type ResourceRequest } from "@watertight/core/access";
import { stringifyJson } from "@watertight/core/kubernetes";
import { pick, seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { grantsJson } from "@watertight/reports/access";
import { expect, test } from "vitest";
import { randomRbac } from "../packages/core/testing/access/random-rbac.ts";
import { whoCan } from "../packages/dashboard/src/access/who-can.ts";
import type { GrantsDocument } from "../packages/dashboard/src/documents/access.ts";

const VERBS = ["get", "list", "create", "bind", "escalate", "*"];
const RESOURCES = ["pods", "secrets", "roles", "clusterroles", "nodes", "*", "serviceaccounts"];
const GROUPS = ["", "rbac.authorization.k8s.io", "*"];

test("a page answers who can do what as the engine does, from what the command writes into it", () => {
  let allowed = 0;
  for (let seed = 0; seed < 200; seed++) {
    const random = seeded(seed);
    const snapshot = wholeSnapshotOf(randomRbac(random));
    const authorizer = createAuthorizer(snapshot);
    const grants = JSON.parse(stringifyJson(grantsJson(authorizer, snapshot))) as GrantsDocument;
    for (let question = 0; question < 20; question++) {
      const request: ResourceRequest = {
        verb: pick(random, VERBS),
        group: pick(random, GROUPS),
        resource: pick(random, RESOURCES),
        subresource: pick(random, ["", "", "token", "exec"]),
        name: pick(random, ["", "", "a", "admin"]),
        namespace: pick(random, ["", "a", "b", "shop", "kube-system"]),
      };
      const known = authorizer.whoCan(request).filter(({ grants: own }) => own.length > 0);
      const found = whoCan(grants, request);
      allowed += found.length;
      expect(found.map(namesOf), JSON.stringify(request)).toEqual(known.map(namesOf));
    }
  }
  // Questions that all get "nobody" would compare nothing.
  expect(allowed).toBeGreaterThan(100);
});

interface Named {
  readonly subject: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly grants: readonly {
    readonly binding: { readonly kind: string; readonly namespace: string; readonly name: string };
    readonly subject: number;
    readonly rule: number;
    readonly role: { readonly kind: string; readonly namespace: string; readonly name: string };
  }[];
}

function namesOf({ subject, grants }: Named): readonly string[] {
  return [
    `${subject.kind}/${subject.namespace}/${subject.name}`,
    ...grants.map(
      ({ binding, subject: index, rule, role }) =>
        `${binding.kind}/${binding.namespace}/${binding.name}[${index}] ${role.kind}/${role.namespace}/${role.name}[${rule}]`,
    ),
  ];
}
