import { expect, test } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const BINDING = (name: string): string => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ${name}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ${name}, namespace: shop}]
`;
const WEB = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  serviceAccountName: web
  containers: [{name: web, image: "web:1", ports: [{containerPort: 80}]}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
`;
const FILES = { "shop.yaml": WEB + BINDING("aside") + BINDING("web") };
const BOUND = "--no-config --check cluster-admin-bound shop.yaml";

async function scanned(line: string): Promise<string> {
  return (await watertight(["scan", "-q", ...line.split(" ")], FILES)).stdout;
}

interface Told {
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly severity: string;
    readonly object: { readonly name: string };
    readonly paths?: unknown;
  }[];
}

test("of findings of one severity those on paths of attack stand first, and say so", async () => {
  const headings = (text: string): readonly string[] =>
    text.split("\n").filter((line) => /^ClusterRoleBinding|on \d+ path/.test(line));
  expect([
    headings(await scanned(BOUND)),
    headings(await scanned(`--attack-paths never ${BOUND}`)),
    headings(await scanned(`--group-by object ${BOUND}`)),
  ]).toEqual([
    [
      "ClusterRoleBinding web",
      "    on 1 path of attack, none of them sure; explain says which",
      "ClusterRoleBinding aside",
    ],
    ["ClusterRoleBinding aside", "ClusterRoleBinding web"],
    [
      "ClusterRoleBinding web  shop.yaml",
      "    on 1 path of attack, none of them sure; explain says which",
      "ClusterRoleBinding aside  shop.yaml",
    ],
  ]);
});

test("the number of paths is in JSON and SARIF, and changes neither severity nor fingerprint", async () => {
  const told = async (when: string): Promise<Told["findings"]> =>
    (JSON.parse(await scanned(`--attack-paths ${when} -o json ${BOUND}`)) as Told).findings;
  const [ranked, plain] = [await told("auto"), await told("never")];
  expect(ranked.map(({ object, paths }) => [object.name, paths])).toEqual([
    ["aside", undefined],
    ["web", { count: 1, certain: 0 }],
  ]);
  expect(ranked.map(({ paths: _, ...rest }) => rest)).toEqual(plain);
  const sarif = JSON.parse(await scanned(`-o sarif ${BOUND}`)) as {
    runs: readonly { results: readonly { properties: unknown }[] }[];
  };
  expect(sarif.runs[0]?.results.map(({ properties }) => properties)).toEqual([
    { severity: "critical" },
    { severity: "critical", attackPaths: 1 },
  ]);
});

test("explain shows the paths that a finding is on, with what breaks the step", async () => {
  const report = JSON.parse(await scanned(`-o json ${BOUND}`)) as Told;
  const fingerprint = report.findings.at(-1)?.fingerprint ?? "";
  const { stdout } = await watertight(["explain", fingerprint, "--no-config", "shop.yaml"], FILES);
  expect(stdout).toContain(`
On 1 path of attack:
  may  internet -[exposed-port ?]-> container/shop/web/web -[pod-token]-> serviceaccount/shop/web -[held-rights]-> cluster-admin
    it is the step to cluster-admin
    broken by: Delete ClusterRoleBinding web, or take the subject out of it.
`);
});

test("where paths are not looked for a report says so", async () => {
  const pods = Array.from(
    { length: 2001 },
    (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${index}, namespace: shop}\n`,
  ).join("---\n");
  const argv = [
    "scan",
    "-q",
    "--no-config",
    "--check",
    "cluster-admin-bound",
    "-o",
    "json",
    "many.yaml",
  ];
  const { stdout } = await watertight(argv, { "many.yaml": pods });
  const { assumptions } = JSON.parse(stdout) as { assumptions: { statements: readonly string[] } };
  expect(assumptions.statements).toEqual([
    "Paths of attack were not looked for in 2001 objects; --attack-paths always does.",
  ]);
});
