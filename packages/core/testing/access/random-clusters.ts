import fc from "fast-check";
import { type Authorizer, createAuthorizer } from "../../src/access/authorizer.ts";
import { createEscalation } from "../../src/access/escalation/analysis.ts";
import type { Escalation } from "../../src/access/escalation/model.ts";
import { podSecurityFactsOf } from "../../src/cluster/pod-facts.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { wholeSnapshotOf } from "../snapshot.ts";
import { EVERYTHING, namespace, pod } from "./escalation.ts";
import { account, binding, group, role } from "./objects.ts";

const SPACES: readonly string[] = ["a", "b", "c"];
const NAMES: readonly string[] = ["x", "y"];
const RBAC_GROUP = "rbac.authorization.k8s.io";

const named = fc.option(fc.subarray([...NAMES, "r0", "r1"], { minLength: 1 }), { nil: undefined });

/** A right that leads further by itself, on everything. */
const leadingRule = fc
  .constantFrom(
    ["create", "", "pods"],
    ["create", "", "pods/exec"],
    ["get", "", "pods/exec"],
    ["patch", "", "pods"],
    ["impersonate", "", "serviceaccounts"],
    ["create", "", "serviceaccounts/token"],
    ["create", "apps", "deployments"],
  )
  .map(([verb = "", apiGroup = "", resource = ""]) => ({
    verbs: [verb],
    apiGroups: [apiGroup],
    resources: [resource],
  }));

/** Rules of many rights on some or all objects: those that lead further, and those that do not. */
const otherRule = fc
  .record({
    verbs: fc.subarray(
      ["get", "list", "create", "update", "patch", "impersonate", "bind", "escalate"],
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    resources: fc.constantFrom(
      ["", "pods"],
      ["", "pods/exec"],
      ["", "secrets"],
      ["", "serviceaccounts"],
      ["", "serviceaccounts/token"],
      ["", "users"],
      ["", "groups"],
      ["", "namespaces"],
      ["", "nodes/proxy"],
      ["apps", "deployments"],
      [RBAC_GROUP, "rolebindings"],
      [RBAC_GROUP, "clusterrolebindings"],
      [RBAC_GROUP, "roles"],
      [RBAC_GROUP, "clusterroles"],
    ),
    names: named,
  })
  .map(({ verbs, resources: [apiGroup = "", resource = ""], names }) => ({
    verbs,
    apiGroups: [apiGroup],
    resources: [resource],
    ...(names === undefined ? {} : { resourceNames: names }),
  }));

const anyRule = fc.oneof(
  { weight: 1, arbitrary: leadingRule },
  { weight: 3, arbitrary: otherRule },
);

const anySubject = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES))
      .map(([space, name]) => account(`${space}/${name}`)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      group("system:serviceaccounts:a"),
      group("system:serviceaccounts"),
      group("team"),
    ),
  },
);

function accountObject(space: string, name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: space } };
}

/** A small cluster in which somebody is cluster-admin. */
export const anyCluster: fc.Arbitrary<readonly KubernetesObject[]> = fc
  .record({
    roles: fc.array(fc.array(anyRule, { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    }),
    bindings: fc.array(
      fc.record({
        role: fc.nat(),
        place: fc.constantFrom("", "", ...SPACES),
        subject: anySubject,
      }),
      { minLength: 1, maxLength: 8 },
    ),
    pods: fc.array(fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES)), {
      maxLength: 4,
    }),
    boss: fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES)),
  })
  .map(({ roles, bindings, pods, boss }): readonly KubernetesObject[] => [
    ...SPACES.map((space) => namespace(space)),
    ...SPACES.flatMap((space) => NAMES.map((name) => accountObject(space, name))),
    role("all", EVERYTHING),
    binding("boss", "ClusterRole all", account(boss.join("/"))),
    ...roles.map((rules, index) => role(`r${index}`, ...rules)),
    ...bindings.map(({ role: index, place, subject }, number) =>
      binding(
        `${place === "" ? "" : `${place}/`}b${number}`,
        `ClusterRole r${index % roles.length}`,
        subject,
      ),
    ),
    ...pods.map(([space, name], index) => pod(`${space}/p${index}`, name)),
  ]);

export interface Analysed {
  readonly escalation: Escalation;
  readonly authorizer: Authorizer;
}

export function analyse(objects: readonly KubernetesObject[]): Analysed {
  const snapshot = wholeSnapshotOf(objects);
  const authorizer = createAuthorizer(snapshot, { bootstrapPolicy: "none" });
  const podSecurity = podSecurityFactsOf(snapshot);
  return { authorizer, escalation: createEscalation({ snapshot, authorizer, podSecurity }) };
}
