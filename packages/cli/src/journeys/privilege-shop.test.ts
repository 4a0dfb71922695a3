import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AccessUser,
  type Authorizer,
  checkBindingWrite,
  createAuthorizer,
  resourceRequest,
  serviceAccountUser,
} from "@watertight/core/access";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { readManifests } from "@watertight/manifests";
import { afterAll, expect, it } from "vitest";
import { watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "watertight-privilege-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PLAIN = ["--no-render", "--no-config", "-q"];
const proposal = await watertightIn(shop, [
  "access",
  "least-privilege",
  ...PLAIN,
  "-o",
  "json",
  ".",
]);
const { apply, delete: deleted } = JSON.parse(proposal.stdout) as {
  readonly apply: readonly KubernetesObject[];
  readonly delete: readonly JsonObject[];
};
writeFileSync(join(folder, "before.json"), list(await objectsOf(shop)));
writeFileSync(join(folder, "after.json"), list(applied(await objectsOf(shop))));

async function objectsOf(path: string): Promise<readonly KubernetesObject[]> {
  const { stdout } = await watertightIn(path, ["objects", "--no-render", "-q", "."]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly object: KubernetesObject }).object);
}

function list(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** As the API server has it after `kubectl apply` and `kubectl delete`. */
function applied(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const changed = new Set([...apply.map(identity), ...deleted.map(removedIdentity)]);
  return [...objects.filter((object) => !changed.has(identity(object))), ...apply];
}

function identity({ kind, metadata }: KubernetesObject): string {
  const { namespace, name } = (metadata ?? {}) as { namespace?: string; name?: string };
  return JSON.stringify([kind, namespace ?? null, name]);
}

function removedIdentity({ kind, namespace, name }: JsonObject): string {
  return JSON.stringify([kind, namespace, name]);
}

async function read(file: string): Promise<Snapshot> {
  return readManifests({
    paths: [join(folder, file)],
    stdin: () => {
      throw new Error("Nothing is read from standard input.");
    },
    workingDirectory: folder,
    environment: {},
    exclude: [],
    charts: "report",
    kustomizations: "plain",
    helmValues: [],
    helmSet: [],
    kubernetesVersion: "v1.37",
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
    onProgress: () => undefined,
  });
}

const before = await read("before.json");
const after = await read("after.json");

/** Everybody whom an account can become: by running pods, by commands in pods, by impersonation. */
function reached(snapshot: Snapshot, start: AccessUser): readonly AccessUser[] {
  const authorizer = createAuthorizer(snapshot);
  const accounts = snapshot
    .ofKind("", "ServiceAccount")
    .map(({ reference }) => ({ namespace: reference.namespace ?? "", name: reference.name }));
  const found = [start];
  for (const user of found) {
    for (const account of accounts) {
      const next = serviceAccountUser(account.namespace, account.name);
      const isKnown = found.some(({ name }) => name === next.name);
      if (!isKnown && canBecome(authorizer, user, account)) found.push(next);
    }
  }
  return found;
}

function canBecome(
  authorizer: Authorizer,
  user: AccessUser,
  account: { readonly namespace: string; readonly name: string },
): boolean {
  const { namespace, name } = account;
  const asked = [
    { verb: "create", resource: "pods", namespace },
    { verb: "create", resource: "pods", subresource: "exec", namespace },
    { verb: "create", group: "apps", resource: "deployments", namespace },
    { verb: "create", group: "batch", resource: "jobs", namespace },
    { verb: "create", resource: "serviceaccounts", subresource: "token", namespace, name },
    { verb: "impersonate", resource: "serviceaccounts", namespace, name },
  ];
  return asked.some((each) => authorizer.authorize(user, resourceRequest(each)).allowed);
}

function readsEverySecret(snapshot: Snapshot, user: AccessUser): boolean {
  const request = resourceRequest({ verb: "list", resource: "secrets" });
  return createAuthorizer(snapshot).authorize(user, request).allowed;
}

function bindsAnything(snapshot: Snapshot, user: AccessUser): boolean {
  const authorizer = createAuthorizer(snapshot);
  const create = resourceRequest({
    verb: "create",
    group: "rbac.authorization.k8s.io",
    resource: "clusterrolebindings",
  });
  const roleRef = { kind: "ClusterRole", name: "cluster-admin" };
  return (
    authorizer.authorize(user, create).allowed &&
    checkBindingWrite(authorizer, user, { namespace: "", roleRef }).allowed
  );
}

// The numbers are those of the table in examples/shop/README.md.
it.each([
  ["6: every Secret, from release-bot", "release-bot", readsEverySecret],
  ["7: cluster-admin, from preview", "preview", bindsAnything],
] as const)("closes the planted escalation %s", (_, name, arrives) => {
  const start = serviceAccountUser("storefront", name);
  const arrivals = [before, after].map((snapshot) =>
    reached(snapshot, start).some((user) => arrives(snapshot, user)),
  );
  expect(arrivals).toEqual([true, false]);
});

it.each([
  ["storefront", "create deployments"],
  ["storefront", "patch statefulsets"],
  ["storefront", "delete jobs"],
  ["storefront", "update services"],
  ["storefront", "get pods/log"],
  ["payments", "create deployments"],
  ["payments", "patch cronjobs"],
  ["payments", "update configmaps"],
  ["payments", "list pods"],
])("leaves the pipeline of %s what it needs: %s", async (namespace, what) => {
  const user = `system:serviceaccount:${namespace}:pipeline`;
  const { status } = await watertightIn(folder, [
    ...["access", "can-i", ...what.split(" ")],
    ...["-n", namespace, "--as", user, "-f", "after.json", ...PLAIN],
  ]);
  expect(status).toBe(0);
});

it("gives nobody anything", async () => {
  const { stdout, status } = await watertightIn(folder, [
    ...["access", "diff", "before.json", "after.json", "-o", "json", ...PLAIN],
  ]);
  const { changes } = JSON.parse(stdout) as { readonly changes: readonly { gained: unknown[] }[] };
  expect(changes.map(({ gained }) => gained)).toEqual([[], [], [], [], [], []]);
  expect(status).toBe(0);
});

it("writes the same as files to apply and to delete", async () => {
  await watertightIn(shop, ["access", "least-privilege", ...PLAIN, "--output-dir", folder, "."]);
  const written = await objectsOf(folder);
  const files = written.filter(({ kind }) => kind !== "List").map(identity);
  expect(
    readFileSync(join(folder, "delete.yaml"), "utf8"),
  ).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: gitlab-agent
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: support-impersonation
  namespace: platform
`);
  for (const object of apply) expect(files).toContain(identity(object));
});
