import fc from "fast-check";
import { expect, test } from "vitest";
import {
  authorizerOf,
  binding,
  choicesOf,
  questions,
  randomCluster,
  role,
  rule,
  serviceAccount,
  USERS,
} from "../../../testing/access/rights.ts";
import { runs } from "../../../testing/runs.ts";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createAuthorizer } from "../authorizer.ts";
import { type AccessRequest, isNonResourceRequest } from "../request.ts";
import type { ChangedRights } from "../rights/compare-access.ts";
import { indexSubjects } from "../rights/subject-bindings.ts";
import type { AccessUser } from "../user.ts";
import { readAuditEvent } from "./audit-event.ts";
import {
  type LeastPrivilege,
  type LeastPrivilegeOptions,
  leastPrivilege,
} from "./least-privilege.ts";
import { createUsageRecorder, type Usage } from "./usage.ts";

function narrow(
  objects: readonly KubernetesObject[],
  options: LeastPrivilegeOptions = {},
): LeastPrivilege {
  const authorizer = { bootstrapPolicy: "none" } as const;
  return leastPrivilege(snapshotOf(objects), authorizerOf(objects), { authorizer, ...options });
}

function excesses({ excesses }: LeastPrivilege): readonly string[] {
  return excesses.map(
    ({ subject, principle, outcome, binding }) =>
      `${subject.namespace}/${subject.name}: ${principle} ${outcome} (${binding.name})`,
  );
}

const namespace = (name: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name },
});

test("a role that one subject has keeps its name, its labels and its place, and loses what escalates", () => {
  const manager = {
    ...role("manager", "", rule("get bind", "clusterroles", "rbac.authorization.k8s.io")),
    metadata: { name: "manager", uid: "1", labels: { team: "a" }, annotations: { note: "b" } },
  };
  const result = narrow([
    serviceAccount("shop", "m"),
    manager,
    binding("m", "", "clusterrole/manager", "sa:shop/m"),
  ]);
  expect(result.apply).toEqual([
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "manager", labels: { team: "a" }, annotations: { note: "b" } },
      rules: [
        {
          apiGroups: ["rbac.authorization.k8s.io"],
          resources: ["clusterroles"],
          verbs: ["get"],
        },
      ],
    },
  ]);
  expect(result.remove).toEqual([]);
  expect(excesses(result)).toEqual([
    "shop/m: escalation dropped (m)",
    "shop/m: unused-account kept (m)",
  ]);
});

test("secrets of the whole cluster become those of the account's own namespace, by a Role of its own", () => {
  const result = narrow([
    serviceAccount("shop", "backup"),
    role("backup", "", rule("get list", "secrets")),
    binding("backup", "", "clusterrole/backup", "sa:shop/backup"),
  ]);
  expect(result.apply).toEqual([
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "backup", namespace: "shop" },
      rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "backup", namespace: "shop" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "backup" },
      subjects: [{ kind: "ServiceAccount", namespace: "shop", name: "backup" }],
    },
  ]);
  expect(result.remove).toEqual([
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding", name: "backup" },
  ]);
  expect(result.changes).toMatchObject([
    { gained: [], lost: [{ namespace: "", exceptIn: ["shop"], rule: { resources: ["secrets"] } }] },
  ]);
});

test("a role that others keep whole stays, and who keeps less gets a role and a binding of its own", () => {
  const result = narrow([
    namespace("shop"),
    serviceAccount("shop", "web"),
    serviceAccount("bank", "web"),
    role("exec", "shop", rule("create", "pods/exec"), rule("get", "pods")),
    binding("exec", "shop", "role/exec", "sa:shop/web", "sa:bank/web"),
  ]);
  expect(result.apply.map(({ kind, metadata, subjects }) => [kind, metadata, subjects])).toEqual([
    [
      "RoleBinding",
      { name: "exec", namespace: "shop" },
      [{ kind: "ServiceAccount", namespace: "shop", name: "web" }],
    ],
    ["Role", { name: "exec-narrowed", namespace: "shop" }, undefined],
    [
      "RoleBinding",
      { name: "exec-narrowed", namespace: "shop" },
      [{ kind: "ServiceAccount", namespace: "bank", name: "web" }],
    ],
  ]);
});

test("a role that Kubernetes makes is replaced, never changed, and wildcards become what exists", () => {
  const snapshot = snapshotOf([
    serviceAccount("shop", "admin"),
    binding("admin", "shop", "clusterrole/cluster-admin", "sa:shop/admin"),
  ]);
  const result = leastPrivilege(snapshot, createAuthorizer(snapshot));
  expect(result.apply.map(({ kind, metadata }) => [kind, metadata])).toEqual([
    ["Role", { name: "admin-narrowed", namespace: "shop" }],
    ["RoleBinding", { name: "admin-narrowed", namespace: "shop" }],
  ]);
});

test("accounts that do not exist, defaults that no pod has, and everybody lose what they have", () => {
  const reader = role("reader", "", rule("get", "configmaps"));
  const result = narrow([
    namespace("shop"),
    reader,
    binding("gone", "shop", "clusterrole/reader", "sa:shop/gone"),
    binding("elsewhere", "shop", "clusterrole/reader", "sa:other/unknown"),
    binding("default", "shop", "clusterrole/reader", "sa:shop/default"),
    binding("all", "", "clusterrole/reader", "group:system:authenticated", "user:system:anonymous"),
  ]);
  expect(excesses(result)).toEqual([
    "/system:authenticated: everyone dropped (all)",
    "other/unknown: unused-account kept (elsewhere)",
    "shop/default: default-account dropped (default)",
    "shop/gone: missing-account dropped (gone)",
    "/system:anonymous: everyone dropped (all)",
  ]);
  expect(result.remove.map(({ name }) => name)).toEqual(["all", "default", "gone"]);
  expect(result.apply).toEqual([]);
});

test("a default account that a pod runs as keeps what it has", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", namespace: "shop" },
    spec: { containers: [{ name: "c", image: "c" }] },
  };
  const result = narrow([
    pod,
    role("reader", "", rule("get", "configmaps")),
    binding("default", "shop", "clusterrole/reader", "sa:shop/default"),
  ]);
  expect([result.apply, result.remove, excesses(result)]).toEqual([[], [], []]);
});

test("people keep dangerous rights in the namespace that their group is named after, and lose them elsewhere", () => {
  const exec = role("exec", "", rule("create", "pods/exec"), rule("get", "pods"));
  const result = narrow([
    namespace("shop"),
    namespace("bank"),
    exec,
    binding("exec", "shop", "clusterrole/exec", "group:corp:shop"),
    binding("exec", "bank", "clusterrole/exec", "group:corp:shop", "group:team-bank"),
  ]);
  expect(excesses(result)).toEqual(["/corp:shop: outside-namespace dropped (exec)"]);
  expect(result.changes.map(({ subject, lost }) => [subject.name, lost[0]?.namespace])).toEqual([
    ["corp:shop", "bank"],
  ]);
});

test("what the bootstrap policy gives to a controller of Kubernetes stays, whatever it is", () => {
  const name = "system:controller:clusterrole-aggregation-controller";
  const rbac = "rbac.authorization.k8s.io";
  const result = narrow([
    role(name, "", rule("escalate get list patch update watch", "clusterroles", rbac)),
    binding(name, "", `clusterrole/${name}`, "sa:kube-system/clusterrole-aggregation-controller"),
  ]);
  expect([result.apply, result.remove]).toEqual([[], []]);
});

test("with a wildcard goes what it stood for, checks included, save what remains in another way", () => {
  const [loss, ...others] = narrow([
    serviceAccount("shop", "deployer"),
    role("deployer", "", rule("*", "*", "rbac.authorization.k8s.io"), rule("*", "secrets")),
    binding("deployer", "", "clusterrole/deployer", "sa:shop/deployer"),
  ]).losses;
  const text = ({ rule, exceptIn }: ChangedRights): string =>
    `${rule.verbs.join()} ${rule.resources.join()} except in [${exceptIn.join()}]`;
  expect(others).toEqual([]);
  expect(loss?.rights.map(text)).toEqual([
    "get,list,watch secrets except in [shop]",
    "create,update,patch,delete,deletecollection clusterrolebindings except in []",
    "create,update,patch,delete,bind,deletecollection,escalate clusterroles except in []",
    "create,update,patch,delete,deletecollection rolebindings,roles except in [shop]",
    "bind,escalate roles except in []",
  ]);
  expect(loss?.wildcards.map(text)).toEqual(["* secrets except in []", "* * except in []"]);
});

test("narrowing by principle gives nobody anything", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (numbers) => {
      const { changes } = narrow(randomCluster(choicesOf(numbers)));
      expect(changes.flatMap(({ gained }) => gained)).toEqual([]);
    }),
    runs(100),
  );
});

test("narrowing what is narrowed changes nothing more", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (numbers) => {
      const { narrowed } = narrow(randomCluster(choicesOf(numbers)));
      const again = narrow(narrowed.objects.map(({ object }) => object));
      expect(again.changes).toEqual([]);
    }),
    runs(100),
  );
});

test("every request of a log is still allowed, and nothing is newly allowed", () => {
  const asked = questions();
  const numbers = fc.array(fc.nat(1000), { maxLength: 60 });
  const used = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(numbers, used, fc.boolean(), fc.boolean(), (chosen, picks, keepNames, complete) => {
      const objects = randomCluster(choicesOf(chosen));
      const before = authorizerOf(objects);
      const all = USERS.flatMap((user) =>
        asked
          .filter((request) => before.authorize(user, request).allowed && isLogged(request))
          .map((request) => ({ user, request })),
      );
      const uses = picks.flatMap((pick) => all[pick % Math.max(all.length, 1)] ?? []);
      const usage = usageOf(
        objects,
        uses.map(({ user, request }) => event(user, request)),
        keepNames,
      );
      const result = narrow(objects, { usage, isWindowComplete: complete });
      const after = authorizerOf(result.narrowed.objects.map(({ object }) => object));
      const refused = uses.filter(({ user, request }) => !after.authorize(user, request).allowed);
      expect(refused).toEqual([]);
      expect(result.changes.flatMap(({ gained }) => gained)).toEqual([]);
    }),
    runs(60),
  );
});

// A POST has no name, and no request has the verb of a check.
function isLogged(request: AccessRequest): boolean {
  if (isNonResourceRequest(request)) return true;
  return request.verb !== "create" || request.subresource !== "" || request.name === "";
}

function event(user: AccessUser, request: AccessRequest, more: JsonObject = {}): JsonObject {
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    stage: "ResponseComplete",
    user: { username: user.name, groups: user.groups },
    verb: request.verb,
    annotations: { "authorization.k8s.io/decision": "allow" },
    ...(isNonResourceRequest(request)
      ? { requestURI: `${request.path}?timeout=5s` }
      : {
          objectRef: {
            resource: request.resource,
            apiGroup: request.group,
            subresource: request.subresource,
            name: request.name,
            namespace: request.namespace,
          },
        }),
    ...more,
  };
}

function usageOf(
  objects: readonly KubernetesObject[],
  events: readonly JsonObject[],
  keepNames = false,
): Usage {
  const recorder = createUsageRecorder(indexSubjects(authorizerOf(objects).bindings), keepNames);
  for (const each of events) {
    const read = readAuditEvent(each);
    if ("problem" in read) throw new Error(read.problem);
    recorder.record(read);
  }
  return recorder.usage();
}
