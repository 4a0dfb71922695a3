import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const INGRESS = `apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - http:
        paths:
          - path: /shop # all of it
            # the shop itself
            backend:
              serviceName: web
              servicePort: 80
`;

const METRICS = `# HELP apiserver_requested_deprecated_apis what was asked for
# TYPE apiserver_requested_deprecated_apis gauge
apiserver_requested_deprecated_apis{group="batch",removed_release="1.25",resource="cronjobs",subresource="",version="v1beta1"} 1
`;

const EVENT = {
  ...{ kind: "Event", apiVersion: "audit.k8s.io/v1", level: "Metadata", auditID: "1" },
  ...{ verb: "list", user: { username: "ann" }, userAgent: "old/1.0" },
  objectRef: { apiGroup: "batch", apiVersion: "v1beta1", resource: "cronjobs" },
  annotations: { "k8s.io/deprecated": "true", "k8s.io/removed-release": "1.25" },
};

function release(manifest: string, status: string): string {
  const packed = gzipSync(JSON.stringify({ name: "web", manifest })).toString("base64");
  return JSON.stringify({
    ...{ apiVersion: "v1", kind: "Secret", type: "helm.sh/release.v1" },
    metadata: {
      ...{ name: `sh.helm.release.v1.web.${status}`, namespace: "shop" },
      labels: { owner: "helm", name: "web", status },
    },
    data: { release: Buffer.from(packed).toString("base64") },
  });
}

const FILES = {
  "deploy/ingress.yaml": INGRESS,
  "deploy/release.json": release(
    "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: old\n",
    "deployed",
  ),
  "deploy/earlier.json": release(
    "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: older\n",
    "superseded",
  ),
  "metrics.txt": METRICS,
  "audit.log": `${JSON.stringify(EVENT)}\n${JSON.stringify({ ...EVENT, auditID: "2" })}\n`,
  "events.json": JSON.stringify(
    { kind: "EventList", apiVersion: "audit.k8s.io/v1", items: [EVENT] },
    null,
    2,
  ),
};

async function asked(...argv: readonly string[]) {
  return watertight(["versions", "deprecated", ...argv], FILES);
}

test("manifests, releases, metrics and audit logs are told together, what goes first", async () => {
  const { status, stdout } = await asked("--target", "1.25", "deploy", "metrics.txt", "audit.log");
  expect([status, stdout]).toStrictEqual([
    1,
    `batch/v1beta1 cronjobs: removed in 1.25
  - high   audit: user/ann asked for it as old/1.0
  - high   helm-release: cronjob/shop/old: release web of Helm has it deployed in batch/v1beta1
  - high   metric: the API server was asked for it since it started
    Upgrade the client to one that asks for batch/v1.
    Upgrade the release to a chart that has it in batch/v1, before the cluster is upgraded.
networking.k8s.io/v1beta1 ingresses: removed in 1.22
  - high   manifest: ingress/shop/web: the manifest is written in networking.k8s.io/v1beta1 (deploy/ingress.yaml:1)
    Write it in networking.k8s.io/v1; watertight fix does that.
For 1.25: 4 uses of what is not served, 0 more that may be, 0 of what is deprecated.
Next: end them before the upgrade, then ask again.
`,
  ]);
});

test("a document has the object or the caller, the signal and what ends it", async () => {
  const { stdout } = await asked("--target", "v1.25.3", "deploy/ingress.yaml", "-o", "json");
  const { uses, target } = JSON.parse(stdout) as {
    readonly uses: unknown;
    readonly target: string;
  };
  expect([target, uses]).toStrictEqual([
    "1.25",
    [
      {
        ...{ group: "networking.k8s.io", version: "v1beta1", resource: "ingresses" },
        ...{ state: "removed", removedIn: "1.22" },
        object: {
          ...{ apiVersion: "networking.k8s.io/v1beta1", kind: "Ingress" },
          ...{ namespace: "shop", name: "web" },
        },
        path: "apiVersion",
        location: {
          ...{ file: "deploy/ingress.yaml", line: 1, column: 1, endLine: 1, endColumn: 38 },
          rendered: false,
        },
        ...{ caller: null, calls: null, manager: null, signal: "manifest", confidence: "high" },
        message: "the manifest is written in networking.k8s.io/v1beta1",
        fix: {
          message: "Write it in networking.k8s.io/v1; watertight fix does that.",
          replacement: "networking.k8s.io/v1",
          mechanical: true,
        },
      },
    ],
  ]);
});

test.each([
  ["audit.log", 2],
  ["events.json", 1],
])("an audit log is known by how it begins: %s", async (file, requests) => {
  const { stdout } = await asked("--target", "1.25", file, "-o", "json");
  const { uses } = JSON.parse(stdout) as { readonly uses: readonly { readonly calls: unknown }[] };
  expect(uses).toMatchObject([
    {
      signal: "audit",
      caller: "user/ann",
      calls: { userAgent: "old/1.0", verbs: ["list"], requests },
    },
  ]);
});

test("the status is 0 where nothing goes, 1 where something does, 2 without a target", async () => {
  expect((await asked("--target", "1.21", "deploy/ingress.yaml")).status).toBe(0);
  expect((await asked("--target", "1.22", "deploy/ingress.yaml")).status).toBe(1);
  await expect(asked("deploy")).rejects.toThrow("Say which version is to be: --target VERSION");
  await expect(asked("--target", "1.25")).rejects.toThrow("Give what is to be looked at");
  await expect(asked("--target", "next", "deploy")).rejects.toThrow("no version of Kubernetes");
});

test("fix rewrites what is mechanical, fields included, and keeps comments", async () => {
  const argv = ["fix", "--unsafe", "--check", "api-version-removed", "-q", "deploy/ingress.yaml"];
  const { stdout } = await watertight(argv, FILES);
  expect(
    stdout
      .split("\n")
      .filter((line) => /^[-+]/.test(line))
      .slice(2),
  ).toStrictEqual([
    "-apiVersion: networking.k8s.io/v1beta1",
    "+apiVersion: networking.k8s.io/v1",
    "-              serviceName: web",
    "-              servicePort: 80",
    "+              service:",
    "+                name: web",
    "+                port:",
    "+                  number: 80",
    "+            pathType: ImplementationSpecific",
  ]);
});
