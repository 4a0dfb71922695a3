import { readFileSync } from "node:fs";
import type { JsonObject } from "@watertight/core/kubernetes";
import { listAt, textAt, textsAt, valueAt } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";
import { UsageError } from "../../usage-error.ts";

const PRINT = ["install", "--print", "-q"];

async function objectsOf(
  argv: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<readonly JsonObject[]> {
  const { status, stdout, stderr } = await watertight([...PRINT, "-o", "json", ...argv], files);
  expect([status, stderr]).toEqual([0, ""]);
  const { items } = JSON.parse(stdout) as { readonly items: readonly JsonObject[] };
  return items;
}

function ofKind(objects: readonly JsonObject[], kind: string): JsonObject {
  const [found, another] = objects.filter((object) => object["kind"] === kind);
  expect(another).toBeUndefined();
  return found ?? {};
}

/** Each rule of a role as one line. */
function rulesOf(role: JsonObject): readonly string[] {
  return listAt(role, "rules").map((rule) => {
    const [group, resources, names, verbs] = [
      "apiGroups",
      "resources",
      "resourceNames",
      "verbs",
    ].map((key) => textsAt(rule, key).join(","));
    return `${verbs ?? ""} ${group ?? ""}/${resources ?? ""} ${names ?? ""}`.trimEnd();
  });
}

test("nothing is applied: without --print it says how", async () => {
  await expect(watertight(["install"])).rejects.toThrow(
    "watertight install --print | kubectl apply --server-side -f -",
  );
});

test("the namespace comes first, what makes others wait for the server last", async () => {
  const objects = await objectsOf([]);
  expect(objects.map(({ kind }) => kind)).toEqual([
    "Namespace",
    "ResourceQuota",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "ConfigMap",
    "ClusterRole",
    "ClusterRoleBinding",
    "Role",
    "RoleBinding",
    "Service",
    "Deployment",
    "ValidatingWebhookConfiguration",
  ]);
});

test("YAML holds the same objects, one a document, and says what is next", async () => {
  const { status, stdout, stderr } = await watertight(["install", "--print", "-n", "guard"]);
  expect(status).toBe(0);
  expect(stdout.split("\n---\n")).toHaveLength(14);
  expect(stderr).toBe(
    "14 objects for the namespace guard. Next: kubectl apply --server-side -f -\n",
  );
});

test("options and files choose, options first", async () => {
  const objects = await objectsOf(
    [
      ...["-n", "guard", "--without-namespace", "--replicas", "2", "--timeout", "30"],
      ...["--failure-policy", "Ignore", "--exempt-namespace", "calico-system,tigera"],
      ...["--image", "registry.example:5000/watertight:1.2", "--values", "values.yaml"],
      ...["-c", "own.yaml", "--policies", "a.yaml", "--policies", "b.yaml"],
    ],
    {
      "values.yaml": "replicas: 7\nimage: {tag: old, pullPolicy: Always}\nlogLevel: debug\n",
      "own.yaml": "failOn: medium\n",
      "a.yaml": "kind: A",
      "b.yaml": "kind: B\n\n",
    },
  );
  const deployment = ofKind(objects, "Deployment");
  const [container] = listAt(deployment, "spec", "template", "spec", "containers");
  expect(valueAt(deployment, "spec", "replicas")).toBe(2);
  expect(valueAt(container, "image")).toBe("registry.example:5000/watertight:1.2");
  expect(valueAt(container, "imagePullPolicy")).toBe("Always");
  expect(listAt(container, "args").at(-1)).toBe("--log-level=debug");
  const [webhook] = listAt(ofKind(objects, "ValidatingWebhookConfiguration"), "webhooks");
  expect(valueAt(webhook, "failurePolicy")).toBe("Ignore");
  expect(valueAt(webhook, "timeoutSeconds")).toBe(30);
  expect(valueAt(webhook, "namespaceSelector", "matchExpressions")).toEqual([
    {
      key: "kubernetes.io/metadata.name",
      operator: "NotIn",
      values: ["kube-node-lease", "kube-system", "guard", "calico-system", "tigera"],
    },
  ]);
  expect(valueAt(ofKind(objects, "ConfigMap"), "data")).toEqual({
    "watertight.yaml": '{\n  "failOn": "medium"\n}',
    "policies.yaml": "kind: A\n---\nkind: B\n",
  });
  expect(objects.map((object) => textAt(object, "metadata", "namespace") || "guard")).toEqual(
    objects.map(() => "guard"),
  );
  expect(objects.some(({ kind }) => kind === "Namespace")).toBe(false);
});

test.each([
  ["registry.example/a/watertight", "registry.example/a/watertight:0.0.0-test"],
  ["watertight:1@sha256:DIGEST", "watertight@sha256:DIGEST"],
])("the image %s is pulled as %s", async (reference, pulled) => {
  const digest = "0a".repeat(32);
  const objects = await objectsOf(["--image", reference.replace("DIGEST", digest)]);
  const [container] = listAt(
    ofKind(objects, "Deployment"),
    "spec",
    "template",
    "spec",
    "containers",
  );
  expect(valueAt(container, "image")).toBe(pulled.replace("DIGEST", digest));
});

test("the server has the rights that its configuration needs, each by name where there is one", async () => {
  const least = await objectsOf([]);
  expect(rulesOf(ofKind(least, "ClusterRole"))).toEqual([
    "list,watch /limitranges,namespaces,resourcequotas,serviceaccounts",
    "list,watch scheduling.k8s.io/priorityclasses",
    "list,watch node.k8s.io/runtimeclasses",
    "get /namespaces",
    "get admissionregistration.k8s.io/mutatingwebhookconfigurations,validatingwebhookconfigurations watertight",
    "patch admissionregistration.k8s.io/validatingwebhookconfigurations watertight",
  ]);
  expect(rulesOf(ofKind(least, "Role"))).toEqual([
    "get /configmaps watertight",
    "get,patch /secrets watertight-certificates",
  ]);
  const most = await objectsOf(["--values", "v.yaml"], {
    "v.yaml": `
configuration:
  admission: {podSecurity: {defaults: {enforce: baseline}}, newNamespaces: [{networkPolicy: deny-all}, {resourceQuota: {pods: "9"}}]}
policies: 'authorizer.group("")'
tls: {secretName: own}
`,
  });
  expect(rulesOf(ofKind(most, "ClusterRole")).slice(4)).toEqual([
    "list /pods",
    "create /resourcequotas",
    "create networking.k8s.io/networkpolicies",
    "patch /namespaces",
    "list,watch rbac.authorization.k8s.io/clusterrolebindings,clusterroles,rolebindings,roles",
  ]);
  expect(rulesOf(ofKind(most, "Role"))).toEqual(["get /configmaps watertight"]);
  expect(most.some(({ kind }) => kind === "Secret")).toBe(false);
});

test.each<[title: string, values: string, unused: number]>([
  ["nothing chosen", "{}", 2],
  [
    "most chosen",
    `
configuration: {admission: {newNamespaces: [{networkPolicy: deny-all}], defaults: [{seccompProfile: RuntimeDefault}]}}
networkPolicy: {metricsFrom: [monitoring]}
exemptNamespaces: [calico-system]
`,
    0,
  ],
])(
  "with %s our own scan finds nothing of medium severity or worse but what has its reason",
  async (_, values, unused) => {
    const reasons = readFileSync(new URL("../../../../../deploy/watertight.yaml", import.meta.url));
    const printed = await watertight([...PRINT, "--values", "v.yaml"], { "v.yaml": values });
    const { status, stdout } = await watertight(
      ["scan", "printed.yaml", "-c", "watertight.yaml", "--fail-on", "medium", "-o", "json"],
      { "printed.yaml": printed.stdout, "watertight.yaml": reasons },
    );
    const { findings } = JSON.parse(stdout) as {
      readonly findings: readonly { readonly check: string; readonly severity: string }[];
    };
    const worse = findings.filter(({ severity }) => severity !== "low" && severity !== "info");
    expect([status, worse]).toEqual([0, []]);
    expect(findings.filter(({ check }) => check === "exception-unused")).toHaveLength(unused);
  },
);

test("where the addresses of API servers and a certificate are given, no exception is needed", async () => {
  const values =
    "{networkPolicy: {apiServers: [10.0.0.0/28]}, tls: {secretName: tls}, configuration: {admission: {defaults: [{seccompProfile: RuntimeDefault}]}}}";
  const printed = await watertight([...PRINT, "--values", "v.yaml"], { "v.yaml": values });
  const { status, stdout } = await watertight(
    ["scan", "printed.yaml", "--no-config", "--severity", "medium", "-o", "oneline"],
    { "printed.yaml": printed.stdout },
  );
  expect([status, stdout]).toEqual([0, ""]);
});

test.each([
  [["-n", "Guard"], '"Guard" cannot be the name of a namespace'],
  [["--image", "a b"], '"a b" is no reference of an image'],
  [["--timeout", "31"], "timeoutSeconds must be at most 30, not 31"],
  [["--exempt-namespace", "A"], 'exemptNamespaces[0] cannot be "A"'],
  [["--values", "no.yaml"], "The values no.yaml cannot be read"],
  [["--policies", "no.yaml"], "The policies no.yaml cannot be read"],
  [["-c", "v.yaml"], 'v.yaml:1:1: there is no key "replica"'],
  [["--values", "v.yaml"], 'v.yaml:1:1: there is no key "replica"; did you mean "replicas"?'],
  [["--values", "v.yaml"], "v.yaml:2:9: image.tag must be a text, not a number"],
  [["--values", "v.yaml"], 'v.yaml:3:17: there is no key "failsOn" in configuration'],
  [["--values", "two.yaml"], "two.yaml:1:1: there is more than one document"],
  [["--values", "list.yaml"], "list.yaml:1:1: the values are no mapping"],
])("%j is refused: %s", async (argv, words) => {
  const files = {
    "v.yaml": "replica: 3\nimage: {tag: 1.10}\nconfiguration: {failsOn: high}\n",
    "two.yaml": "replicas: 3\n---\nreplicas: 2\n",
    "list.yaml": "- replicas\n",
  };
  const error = await watertight([...PRINT, ...argv], files).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { message, details } = error as UsageError;
  expect([message, ...details].join("\n")).toContain(words);
});
