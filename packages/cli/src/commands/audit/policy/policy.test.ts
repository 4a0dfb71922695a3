import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: [system:kube-proxy]
- level: RequestResponse
  verbs: [get]
  resources: [{group: "", resources: [secrets]}]
- level: Metadata
- level: None
  resources: [{group: "", resources: ["pods/exec"]}]
`;

const BETTER = POLICY.replace("RequestResponse\n", "Metadata\n");

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
const schema = JSON.parse(
  readFileSync(
    new URL("../../../../../../schemas/audit-policy.schema.json", import.meta.url).pathname,
    "utf8",
  ),
) as { readonly $id: string };
ajv.addSchema(schema);

function faults(name: string, document: string): readonly (string | undefined)[] {
  ajv.validate(`${schema.$id}#/$defs/${name}`, JSON.parse(document));
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

async function said(
  line: string,
  files: Readonly<Record<string, string>> = { "p.yaml": POLICY, "q.yaml": BETTER },
): Promise<readonly [number, string]> {
  const { status, stdout } = await watertight(["audit", "policy", ...line.split(" ")], files);
  return [status, stdout];
}

test("explain names the rule that decides and what kept the others", async () => {
  expect(await said("explain get secrets db -n shop --as ann p.yaml")).toEqual([
    0,
    `RequestResponse: get secrets named db in namespace shop by ann
Decided by rules[1] (p.yaml:7:3)
Events: ResponseComplete
With what was sent and what was answered
  not rules[0] (p.yaml:5:3): users
`,
  ]);
  expect(await said("explain watch deploy -n shop --as shop/web --as-group dev p.yaml")).toEqual([
    0,
    `Metadata: watch deployments.apps in namespace shop by system:serviceaccount:shop:web (system:serviceaccounts, system:serviceaccounts:shop, dev)
Decided by rules[2] (p.yaml:10:3)
Events: ResponseStarted, ResponseComplete
  not rules[0] (p.yaml:5:3): users
  not rules[1] (p.yaml:7:3): verbs, resources
`,
  ]);
  const none = { "p.yaml": POLICY.replace("- level: Metadata\n", "") };
  expect(await said("explain get /healthz p.yaml", none)).toEqual([
    0,
    `None: get /healthz by somebody@example.com
No rule matches, so that nothing is recorded
  not rules[0] (p.yaml:5:3): users
  not rules[1] (p.yaml:7:3): resources
  not rules[2] (p.yaml:10:3): resources
`,
  ]);
});

test("lint tells what is wrong, with its line, a request that shows it, and what to do", async () => {
  const [status, text] = await said("lint p.yaml");
  expect(status).toBe(1);
  expect(
    text,
  ).toBe(`p.yaml:5:3: warning: rules[0].level: records nothing that its users and groups do, whatever it is [everything-of-somebody-unrecorded]
  such as get secrets in namespace default by system:kube-proxy
  Record what they do: whoever takes their credentials is not seen.
p.yaml:7:3: warning: rules[1].level: records the content of Secrets [credentials-recorded]
  such as get secrets in namespace default by somebody@example.com
  Put a rule before it that records these at Metadata: whoever reads the log has the credentials.
p.yaml:11:3: warning: rules[3]: is never reached: what it matches is decided before, as get pods/exec in namespace default by rules[2] [rule-shadowed]
  such as get pods/exec in namespace default by somebody@example.com
  Put the rule before the ones that decide in its place, or remove it.
p.yaml:10:3: note: rules[2].level: records of changing roles and bindings, changing admission, creating pods and changing workloads that it was done, not what was written [bodies-unrecorded]
  such as create clusterrolebindings.rbac.authorization.k8s.io by somebody@example.com
  such as create mutatingwebhookconfigurations.admissionregistration.k8s.io by somebody@example.com
  such as create pods in namespace default by somebody@example.com
  and 1 more
  Record changes of these at Request or above, to see what was changed.
p.yaml:10:3: note: rules[2]: does not record all that CIS 3.2.2 asks for: pods at Request and deployments at Request [cis-3.2.2]
  such as create pods in namespace default by somebody@example.com
  such as create deployments.apps in namespace default by somebody@example.com
  Record these at that level, if the benchmark is asked of the cluster.
3 warnings, 2 notes.
`);
});

test("lint tells of files that no server starts with, and of fields that it ignores", async () => {
  const files = {
    "p.yaml": POLICY.replace("users:", "user:").replace("level: Metadata", "level: Meta"),
    "q.yaml": "rules: [",
  };
  const [status, text] = await said("lint p.yaml q.yaml", files);
  expect(status).toBe(1);
  expect(text).toContain(
    "p.yaml:6:3: warning: rules[0].user: is no field of an audit policy and is ignored [ignored]\n",
  );
  expect(text).toContain(
    'p.yaml:10:3: warning: rules[2].level: is "Meta", but must be one of None, Metadata, Request, RequestResponse [refused]\n',
  );
  expect(text).toMatch(/^q\.yaml:\d+:\d+: warning: .* \[refused\]$/m);
});

test("lint prints nothing of a hostile policy that moves a cursor", async () => {
  const files = { "p.yaml": POLICY.replace("users: [", 'users: ["a\\e[2J*", ') };
  const [, text] = await said("lint p.yaml", files);
  expect(text).toContain("is taken letter by letter");
  expect(text).not.toContain("\u001b");
});

test("diff tells what is lost and gained with a request for each, and fails for a loss", async () => {
  expect(await said("diff p.yaml q.yaml")).toEqual([
    1,
    `less: get secrets in namespace default by somebody@example.com
  before: RequestResponse at ResponseComplete, by rules[1] (p.yaml:7:3)
  after:  Metadata at ResponseComplete, by rules[1] (q.yaml:7:3)
1 kind of requests recorded less, 0 more.
`,
  ]);
  const [status, text] = await said("diff q.yaml p.yaml");
  expect([status, text.split("\n").at(-2)]).toEqual([
    0,
    "0 kinds of requests recorded less, 1 more.",
  ]);
});

/** An event of a log, at a second. */
function event(second: number, more: Readonly<Record<string, unknown>>): string {
  const stageTimestamp = `2026-01-01T00:${String(second % 60).padStart(2, "0")}:00.000000Z`;
  const user = { username: "ann", groups: ["system:authenticated"] };
  const head = { kind: "Event", apiVersion: "audit.k8s.io/v1", stage: "ResponseComplete", user };
  return `${JSON.stringify({ ...head, level: "RequestResponse", stageTimestamp, ...more })}\n`;
}

const SECRET = { resource: "secrets", namespace: "a", name: "b", apiVersion: "v1" };
const LOG = [
  event(0, { verb: "get", objectRef: SECRET, responseObject: { data: "x".repeat(1000) } }),
  event(10, { verb: "list", objectRef: { resource: "pods" }, responseObject: { items: [] } }),
  event(20, { verb: "get", requestURI: "/healthz?a", user: { username: "system:kube-proxy" } }),
].join("");

test("estimate says what a day of the sample's requests comes to, by rule", async () => {
  const files = { "p.yaml": POLICY, "q.yaml": BETTER, "audit.log": LOG };
  const [status, text] = await said("estimate --sample audit.log p.yaml", files);
  expect([status, text]).toEqual([
    0,
    `A day: 144 events, 113.5 kB
Sample: 3 events, 1.8 kB in 20 minutes
  84 % rules[1] (p.yaml:7:3): 1 event
  16 % rules[2] (p.yaml:10:3): 1 event
`,
  ]);
  const [, better] = await said("estimate --sample audit.log q.yaml", files);
  expect(better).toMatch(/^A day: 144 events, 3\d\.\d kB$/m);
  const [open, told] = await said(
    "estimate --sample audit.log --recorded-by p.yaml q.yaml -o json",
    { ...files, "q.yaml": POLICY.replace("level: None\n  users", "level: Metadata\n  users") },
  );
  expect([open, faults("estimate", told)]).toEqual([3, []]);
});

test("estimate says what bodies the sample lacks", async () => {
  const low = event(0, { verb: "get", objectRef: SECRET, level: "Metadata" }) + event(9, {});
  const files = { "p.yaml": POLICY, "audit.log": `${low}no event\n` };
  const [status, text] = await said("estimate --sample audit.log p.yaml", files);
  expect(status).toBe(3);
  expect(text).toContain("Bodies of 1 event are not known, and not counted\n");
});

const CLUSTER = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: sealedsecrets.bitnami.com}
spec:
  group: bitnami.com
  scope: Namespaced
  names: {plural: sealedsecrets, singular: sealedsecret, kind: SealedSecret}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: net, namespace: kube-system}
spec:
  selector: {matchLabels: {app: net}}
  template:
    metadata: {labels: {app: net}}
    spec: {serviceAccountName: net, containers: [{name: a, image: "a:1"}]}
`;

test("generate writes YAML that lint has no warning for, with what the cluster has", async () => {
  for (const purpose of ["security", "cis", "least-volume"]) {
    const files = { "cluster.yaml": CLUSTER };
    const [status, text] = await said(`generate --for ${purpose} -q cluster.yaml`, files);
    expect([
      status,
      text.includes("resources: [sealedsecrets") || text.includes("- sealedsecrets"),
    ]).toEqual([0, true]);
    expect(text.includes("system:serviceaccount:kube-system:net")).toBe(purpose === "least-volume");
    const [linted, remarks] = await said("lint p.yaml", { "p.yaml": text });
    expect([purpose, linted, remarks.split("\n").at(-2)]).toEqual([
      purpose,
      0,
      expect.stringMatching(/^0 warnings, /),
    ]);
  }
});

test("each writes the JSON that its schema describes", async () => {
  for (const [name, line] of [
    ["explain", "explain get secrets db -n shop -o json p.yaml"],
    ["explain", "explain get /healthz -o json p.yaml"],
    ["lint", "lint -o json p.yaml q.yaml"],
    ["diff", "diff -o json p.yaml q.yaml"],
  ] as const) {
    expect([line, faults(name, (await said(line))[1])]).toEqual([line, []]);
  }
});
