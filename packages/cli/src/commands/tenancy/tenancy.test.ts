import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";

function namespace(name: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: {tenant: ${name.slice(0, 1)}, pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: ${name}}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${name}}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
---
`;
}

const SECRETS = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: b-web}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: b-web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: default, namespace: a-web}]
`;

const APART = ["a-web", "b-web", "c-web"].map(namespace).join("");

test("tenants that are apart get a statement, which holds; with any channel open there is none", async () => {
  const folder = folderWith({ "apart.yaml": APART, "open.yaml": `${APART}${SECRETS}` });
  const state = (file: string) =>
    watertightIn(folder, [
      "tenancy",
      "--from",
      "a",
      "--statement",
      "a.json",
      "--whole-cluster",
      file,
    ]);
  const apart = await state("apart.yaml");
  expect([apart.status, apart.stdout]).toEqual([
    0,
    `from \\ to a         b         c
a         -         0         0
b         0         -         0
c         0         0         -

Numbers are open channels, ? are those that are not known.

2 pairs of 2 with every channel closed.
5 assumed; --explain shows them, and what closes each channel.
`,
  ]);
  const verify = (statement: string, file: string) =>
    watertightIn(folder, ["verify", statement, "--against", file, "--whole-cluster"]);
  const held = await verify("a.json", "apart.yaml");
  expect([held.status, held.stdout.split("\n")[0]]).toEqual([
    0,
    "It holds: a is apart; 56 channels were asked about, one packet, one request, one pod at a time.",
  ]);
  const changed = await verify("a.json", "open.yaml");
  expect([changed.status, changed.stdout]).toEqual([
    1,
    `It does not hold:
  The channel api-read from a to b is open: system:serviceaccount:a-web:default may get secrets in b-web by RoleBinding reader.
`,
  ]);
  const open = await state("open.yaml");
  expect([open.status, open.stderr]).toEqual([
    1,
    "Exit status 1: There is no proof that a is apart: 1 channel is open, 0 not known.\n",
  ]);
});

test("a forged statement is refused: tenants, namespaces and channels may not be left out or exchanged", async () => {
  const folder = folderWith({ "apart.yaml": APART, "open.yaml": `${APART}${SECRETS}` });
  const argv = ["tenancy", "--from", "c", "--statement", "c.json", "--whole-cluster", "open.yaml"];
  await watertightIn(folder, argv);
  const statement = readFileSync(join(folder, "c.json"), "utf8");
  const forged = {
    "one.json": statement.replace('{"name":"a","namespaces":["a-web"]},', ""),
    "two.json": statement.replace('"secrets",', ""),
    "three.json": statement.replace(
      '"name":"c","namespaces":["c-web"]',
      '"name":"a","namespaces":["a-web"]',
    ),
    "four.json": "{}",
  };
  const other = folderWith({ ...forged, "open.yaml": `${APART}${SECRETS}` });
  const said = [];
  for (const file of Object.keys(forged)) {
    const argument = ["verify", file, "--against", "open.yaml", "--whole-cluster"];
    const { status, stdout } = await watertightIn(other, argument);
    said.push([status, stdout.split("\n").slice(1, -1)]);
  }
  expect(said).toEqual([
    [
      1,
      ["  Namespace a-web is of tenant a by its label tenant, and the statement has it nowhere."],
    ],
    [1, ["  The statement leaves out secrets."]],
    [
      1,
      [
        "  Namespace c-web is of tenant c by its label tenant, and the statement has it nowhere.",
        "  The channel api-read from a to b is open: system:serviceaccount:a-web:default may get secrets in b-web by RoleBinding reader.",
      ],
    ],
    [1, ["  The file is no statement of isolation that this version knows."]],
  ]);
});

test("a cell opens to its proof and to what closes it; CSV has a row a pair and channel", async () => {
  const folder = folderWith({ "open.yaml": `${APART}${SECRETS}` });
  const ask = (...more: readonly string[]) =>
    watertightIn(folder, [
      "tenancy",
      "--from",
      "a",
      "--to",
      "b",
      "--whole-cluster",
      ...more,
      "open.yaml",
    ]);
  const { stdout } = await ask("--explain");
  expect(stdout.split("\n").slice(7, 14)).toEqual([
    "a to b:",
    "  api-read: system:serviceaccount:a-web:default may get secrets by RoleBinding reader",
    "    RoleBinding b-web/reader subjects[0]: names ServiceAccount a-web/default",
    "      open.yaml:58:12",
    "    RoleBinding b-web/reader roleRef: refers to Role reader",
    "      open.yaml:57:1",
    "    Role b-web/reader rules[0]: allows get on secrets",
  ]);
  const csv = await ask("-o", "csv");
  const rows = csv.stdout.split("\r\n");
  expect([rows[0], rows.length, rows[2]]).toEqual([
    "from,to,channel,verdict,reason",
    16,
    "a,b,api-read,yes,system:serviceaccount:a-web:default may get secrets by RoleBinding reader",
  ]);
});

test("tenancy plan writes what separates two tenants, and judges the cluster again with it", async () => {
  const open = `${APART.replaceAll("policyTypes: [Ingress]", "ingress: [{}]")}${SECRETS}`;
  const folder = folderWith({ "open.yaml": open });
  const argv = ["tenancy", "plan", "--from", "a", "--to", "b", "--whole-cluster", "open.yaml"];
  const { status, stdout, stderr } = await watertightIn(folder, argv);
  expect([status, stderr]).toEqual([
    0,
    `Limit how many pods namespace a-web has; set the quota that it needs.
Limit how many pods namespace b-web has; set the quota that it needs.
Take away the rule that lets it in.
Take the subject out of RoleBinding reader.
Admission policies keep a so: watertight-tenant-a-services, watertight-tenant-a-pods; nothing that stays is refused by them.
Admission policies keep b so: watertight-tenant-b-services, watertight-tenant-b-pods; nothing that stays is refused by them.
Judged again with it: every channel between a and b is closed.
`,
  ]);
  expect(stdout.split("\n").filter((line) => /^(?:#|kind:|  name:)/.test(line))).toEqual([
    "# to be deleted: RoleBinding b-web/reader",
    "kind: NetworkPolicy",
    "  name: closed",
    "kind: NetworkPolicy",
    "  name: closed",
    "kind: ResourceQuota",
    "  name: tenant",
    "kind: ResourceQuota",
    "  name: tenant",
    ...["a-services", "a-pods", "b-services", "b-pods"].flatMap((each) => [
      "kind: ValidatingAdmissionPolicy",
      `  name: watertight-tenant-${each}`,
      "kind: ValidatingAdmissionPolicyBinding",
      `  name: watertight-tenant-${each}`,
    ]),
  ]);
});
