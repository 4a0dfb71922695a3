import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const POD = `apiVersion: v1
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
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`;
const FILES = { "shop/pod.yaml": POD };
const LOCKED = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`;

async function asked(
  line: string,
  files: Readonly<Record<string, string>> = {},
  stdin = "",
): Promise<{ status: number; stdout: string; stderr: string }> {
  return watertight(["what-if", ...line.split(" ")], { ...FILES, ...files }, stdin);
}

const FROM_POD = "paths --no-config --from pod/shop/web shop";

test("a deletion, and the fixes that were found, close a path", async () => {
  const fixes = await watertight(
    [..."fixes --no-config -o json --from pod/shop/web shop".split(" ")],
    FILES,
  );
  const outcomes = [
    await watertight(FROM_POD.split(" "), FILES),
    await asked(`--delete clusterrolebinding/web -- ${FROM_POD}`),
    await asked(`--apply - -- ${FROM_POD}`, {}, fixes.stdout),
  ];
  expect(outcomes.map(({ status, stdout }) => [status, stdout])).toEqual([
    [
      1,
      "yes  pod/shop/web -[pod-token]-> serviceaccount/shop/web -[held-rights]-> cluster-admin\n",
    ],
    [0, "No path was found.\n"],
    [0, "No path was found.\n"],
  ]);
  expect(outcomes[1]?.stderr).toBe("What if: ClusterRoleBinding web is gone.\n");
});

test("the status and the reason are those of the verb, and the document says what was changed", async () => {
  const json = await asked(
    "--apply closed.yaml -q -- network can-reach --no-config --from shop/web --to shop/web --port 80 -o json shop",
    { "closed.yaml": LOCKED },
  );
  const document = JSON.parse(json.stdout) as { assumptions: { statements: string[] } };
  expect([json.status, document.assumptions.statements[0]]).toEqual([
    0,
    "What if: NetworkPolicy shop/closed is added.",
  ]);
  const failing = await asked(`--apply closed.yaml -q -- ${FROM_POD}`, { "closed.yaml": LOCKED });
  expect([failing.status, failing.stderr]).toEqual([1, "Exit status 1: 1 path is open.\n"]);
});

test("what scan says of an added object stands in its own file", async () => {
  const privileged = POD.replace(
    'image: "web:1"',
    'image: "web:1", securityContext: {privileged: true}',
  );
  const { stdout, status } = await asked(
    "--put new.yaml -q -- scan --no-config -o oneline --check privileged-container shop",
    { "new.yaml": privileged.replace("name: web, namespace", "name: new, namespace") },
  );
  expect([status, stdout]).toEqual([1, expect.stringMatching(/^new\.yaml:1:1 critical /)]);
});

test("a folder of patches that fix has written is applied by its kustomization", async () => {
  const { stdout, status } = await asked("--apply patches -q -- objects -o jsonl shop", {
    "patches/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n- path: web.yaml\n  target: {version: v1, kind: Pod, name: web}\n",
    "patches/web.yaml": "- {op: add, path: /spec/hostNetwork, value: true}\n",
  });
  const [pod] = stdout.split("\n");
  const { object } = JSON.parse(pod ?? "") as { object: { spec: { hostNetwork: unknown } } };
  expect([status, object.spec.hostNetwork]).toEqual([0, true]);
});

test("what a plan says is to be deleted goes", async () => {
  const { stdout } = await asked("--apply plan.yaml -q -- objects -o jsonl shop", {
    "plan.yaml": `# to be deleted: ServiceAccount shop/web\n# to be deleted: ClusterRoleBinding web\n---\n${LOCKED}`,
  });
  const kinds = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { object: { kind: string } }).object.kind);
  expect(kinds).toEqual(["Pod", "NetworkPolicy"]);
});

test.each([
  ["-- scan shop", "Nothing is to change: give --apply, --put or --delete."],
  ["--delete pod/web -- version", '"version" reads no objects that could be changed.'],
  [
    "--delete pod/web -- diff shop shop",
    '"diff" cannot be asked what would be: it compares two inputs; give both as files.',
  ],
  ["--delete pod/web -- scan --watch shop", "--watch follows a cluster as it is; ask without it."],
  [
    "--delete pod/web -- what-if --delete pod/web -- scan shop",
    '"what-if" reads no objects that could be changed.',
  ],
  ["--delete web -- scan shop", '"web" names no object; write KIND/NAMESPACE/NAME or KIND/NAME.'],
  ["--delete pod/shop/gone -- scan shop", "The input shows no pod shop/gone to change."],
  [
    "--apply none.yaml -- scan shop",
    "The change none.yaml cannot be read: there is no such file or folder.",
  ],
  ["--apply empty.yaml -- scan shop", "empty.yaml holds no change."],
  [
    "--apply x.diff -- scan shop",
    "x.diff is a difference of texts; print the changes with -o json.",
  ],
  [
    "--apply list.yaml -- scan shop",
    "list.yaml cannot be applied: It is no object of Kubernetes and no answer that holds changes.",
  ],
  [
    "--delete pod/web -- -o json scan shop",
    "Name the verb first, with its options behind it: -- scan PATH.",
  ],
  [
    "--delete pod/web -- pod-security evaluate --level baseline --batch -",
    '"pod-security evaluate" read no objects, so that nothing was changed.',
  ],
])("%s is refused", async (line, sentence) => {
  const files = {
    "empty.yaml": "# nothing\n",
    "x.diff": "--- a/pod.yaml\n+++ b/pod.yaml\n@@ -1 +1 @@\n-a\n+b\n",
    "list.yaml": "- a\n",
  };
  await expect(asked(line, files)).rejects.toThrow(sentence);
});
