import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const node = (name: string, system: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/os": system } },
  });

const FILES = {
  "linux/a.json": node("a", "linux"),
  "old/a.json": JSON.stringify({
    apiVersion: "networking.k8s.io/v1beta1",
    kind: "Ingress",
    metadata: { name: "web" },
  }),
  "both/a.json": node("a", "linux"),
  "both/b.json": node("b", "windows"),
  "cluster/node.json": JSON.stringify({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "a", labels: { "eks.amazonaws.com/nodegroup": "a" } },
    status: {
      nodeInfo: {
        operatingSystem: "linux",
        kubeletVersion: "v1.31.4-eks-aeac579",
        kubeProxyVersion: "v1.31.4-eks-aeac579",
        containerRuntimeVersion: "containerd://1.7.24",
        kernelVersion: "6.1.119-129.201.amzn2023.x86_64",
      },
    },
  }),
  "crds/a.json": ["widgets", "gadgets"]
    .map((plural) =>
      JSON.stringify({
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `${plural}.shop.example` },
        spec: { group: "shop.example", names: { plural, kind: plural }, scope: "Cluster" },
      }),
    )
    .join("\n---\n"),
};

interface Row {
  readonly id: string;
}

/** The rows of a CVE in the answer to one question. */
async function rowsOf(id: string, question: unknown, paths: readonly string[] = []) {
  const argv = ["versions", "affected", "--batch", "-", ...paths];
  const { stdout } = await watertight(argv, FILES, `${JSON.stringify(question)}\n`);
  const { vulnerabilities } = JSON.parse(stdout) as { readonly vulnerabilities: readonly Row[] };
  return vulnerabilities.filter((row) => row.id === id);
}

test("a batch answers each question for itself, with every CVE of the component", async () => {
  const questions = [
    { id: { n: 1 }, component: "k8s.io/csi-proxy", version: "v1.1.2" },
    { id: 2, component: "kubelt", version: "1.2.3" },
    { id: 3, component: "kubelet", version: "1.30" },
    { component: "kubelet" },
    { id: 4, component: "kube-scheduler", version: "v1.30.0-eks-036c24b" },
  ];
  const text = questions.map((question) => JSON.stringify(question)).join("\n");
  const { status, stdout } = await watertight(["versions", "affected", "--batch", "-"], {}, text);
  const lines = stdout.trim().split("\n");
  expect([status, ...lines.map((line) => JSON.parse(line) as unknown)]).toStrictEqual([
    3,
    {
      id: { n: 1 },
      vulnerabilities: [
        {
          id: "CVE-2023-3893",
          aliases: ["GHSA-r6cc-7wj7-gfx2", "GO-2023-2176"],
          verdict: "unknown",
          condition: "Windows nodes",
          reason: "1.1.2 comes before 1.1.3, which has the fix; it depends on: Windows nodes",
          fixedIn: ["1.1.3", "2.0.0-alpha.1"],
        },
      ],
    },
    { id: 2, error: 'No record is about a component "kubelt"; did you mean "kubelet"?' },
    {
      id: 3,
      error: '"1.30" is no version with three numbers, such as 1.30.2 or v1.27.3-gke.100.',
    },
    { error: "The member version must be a string." },
    { id: 4, vulnerabilities: [] },
  ]);
});

test("nodes and objects of the input decide conditions", async () => {
  const kubelet = { component: "kubelet", version: "v1.31.4" };
  const server = { component: "kube-apiserver", version: "v1.25.3" };
  const whole = "--whole-cluster";
  const asked = [
    await rowsOf("CVE-2024-9042", kubelet, ["linux", whole]),
    await rowsOf("CVE-2024-9042", kubelet, ["both"]),
    await rowsOf("CVE-2024-9042", kubelet, ["crds", whole]),
    await rowsOf("CVE-2022-3162", server, ["crds"]),
    await rowsOf("CVE-2022-3162", server, ["linux"]),
  ];
  expect(asked).toMatchObject([
    [{ verdict: "not-affected", reason: "no node of the input runs Windows" }],
    [
      {
        verdict: "affected",
        reason: "1.31.4 comes before 1.31.5, which has the fix; node/b runs Windows",
      },
    ],
    [{ verdict: "unknown" }],
    [
      {
        verdict: "affected",
        reason:
          "1.25.3 comes before 1.25.4, which has the fix; CustomResourceDefinitions share an API group: customresourcedefinition/gadgets.shop.example",
      },
    ],
    [{ verdict: "unknown", condition: "2+ CRDs share an API group" }],
  ]);
});

interface Shown extends Row {
  readonly verdict: string;
  readonly component: string;
  readonly where: readonly { readonly name: string }[];
}

interface Document {
  readonly provider: string;
  readonly vulnerabilities: readonly Shown[];
  readonly notJudged: readonly { readonly component: string }[];
}

test("cves finds the components of the input, and says what it did not judge", async () => {
  const { status, stdout } = await watertight(
    ["versions", "cves", "cluster", "-o", "json", "--kube-version", "1.31.5"],
    FILES,
  );
  const { provider, vulnerabilities, notJudged } = JSON.parse(stdout) as Document;
  const components = [...new Set(vulnerabilities.map(({ component }) => component))];
  const of = (id: string) => vulnerabilities.find((row) => row.id === id);
  expect([status, provider, components, notJudged.map(({ component }) => component)]).toStrictEqual(
    [
      1,
      "EKS",
      ["kube-apiserver", "kubelet", "kube-proxy", "containerd"],
      ["kernel", "kube-controller-manager", "kube-scheduler", "etcd"],
    ],
  );
  expect([of("CVE-2024-9042"), of("CVE-2025-5187"), of("CVE-2024-40635")]).toMatchObject([
    {
      verdict: "not-affected",
      reason: "its nodes run Linux, and only Windows is concerned",
      where: [{ name: "a" }],
      proof: [
        { path: "status.nodeInfo.kubeletVersion", location: { file: "cluster/node.json" } },
        { path: "status.nodeInfo.kubeletVersion" },
      ],
    },
    { verdict: "affected", where: [], fixedIn: ["1.31.12", "1.32.8", "1.33.4"] },
    { verdict: "affected", component: "containerd", version: "1.7.24" },
  ]);
});

test("cves of one component, and an input without any", async () => {
  const asked = async (...argv: readonly string[]) => {
    const { status, stdout } = await watertight(["versions", "cves", ...argv], FILES);
    return [status, stdout];
  };
  expect(await asked("cluster", "--component", "kube-proxy")).toStrictEqual([
    0,
    `kube-proxy v1.31.4-eks-aeac579, linux (node/a): 0 affected, 0 never fixed, 0 unknown, 0 mitigated, 2 not affected
EKS patches the control plane itself: its bulletins say what this platform version has.
The records were gathered on 2026-08-22, 0 days ago: what was published later is not in them.
CVE-2026-2270 and CVE-2026-76654 of Kubernetes were announced without details, and are not judged.
`,
  ]);
  expect((await asked("crds"))[0]).toBe(3);
  await expect(asked("cluster", "--component", "kubelt")).rejects.toThrow(
    'No record is about a component "kubelt".',
  );
  await expect(asked()).rejects.toThrow("Give the paths of manifests or a snapshot, or --cluster.");
});

test("people see what is not ruled out, worst first, and the status", async () => {
  const asked = async (...argv: readonly string[]) => {
    const { status, stdout } = await watertight(["versions", "affected", ...argv]);
    return [status, stdout];
  };
  expect(await asked("kops", "1.26.1")).toStrictEqual([
    1,
    `high      affected  CVE-2023-1943  GCE provider gossip mode privilege escalation
          1.26.1 comes before 1.26.2, which has the fix
kops 1.26.1: 1 CVE to look at, 0 ruled out.
Next: update it to a version that has the fixes.
`,
  ]);
  expect(await asked("kops", "1.26.2")).toStrictEqual([
    0,
    "kops 1.26.2: 0 CVEs to look at, 1 ruled out.\n",
  ]);
  expect((await asked("csi-proxy", "1.1.2"))[0]).toBe(3);
});

test("what cannot be asked is refused with a sentence", async () => {
  await expect(watertight(["versions", "affected", "kubelt", "1.2.3"])).rejects.toThrow(
    'No record is about a component "kubelt"; did you mean "kubelet"?',
  );
  await expect(watertight(["versions", "affected", "kubelet"])).rejects.toThrow(
    "Give a component and its version",
  );
});

test("support tells the terms of a version on the day, and the status those of one provider", async () => {
  const asked = (...argv: readonly string[]) => watertight(["versions", "support", ...argv]);
  const { status, stdout } = await asked("v1.33.4-gke.1", "v1.34.0");
  expect([status, stdout]).toStrictEqual([
    1,
    `1.33  upstream  ended        until 2026-06-28, newest 1.33.13
1.33  eks       supported    until 2027-07-29 (393 days), without a longer term until 2026-07-29, newest 1.33-eks-41
1.33  aks       supported    until 2027-07-31 (395 days), without a longer term until 2026-07-31
1.33  gke       maintenance  until 2026-08-03 (33 days), newest 1.33.13-gke.1499000
1.34  upstream  supported    until 2026-10-27 (118 days), newest 1.34.11
1.34  eks       supported    until 2027-12-02 (519 days), without a longer term until 2026-12-02, newest 1.34-eks-27
1.34  aks       supported    until 2027-11-30 (517 days), without a longer term until 2026-11-30
1.34  gke       supported    until 2026-10-01 (92 days), newest 1.34.9-gke.1655001
The terms were gathered on 2026-08-22; a newer patch may be out.
Clusters in the Extended channel of GKE have longer terms, which are not told here.
`,
  ]);
  const statuses = await Promise.all(
    [["1.33", "--provider", "eks"], ["1.99"], []].map(
      async (argv) => (await asked(...argv)).status,
    ),
  );
  expect(statuses).toStrictEqual([0, 3, 0]);
  await expect(asked("latest")).rejects.toThrow('"latest" is no version of Kubernetes');
});

const schema = JSON.parse(
  readFileSync(new URL("../../../../../schemas/versions.schema.json", import.meta.url), "utf8"),
) as { readonly $id: string };
const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
ajv.addSchema(schema);

test.each([
  ["affected", ["versions", "affected", "kubelet", "v1.31.4", "-o", "json"], "vulnerabilities"],
  [
    "affected",
    ["versions", "affected", "kubelet", "v1.31.4", "-o", "json", "-q", "linux"],
    "vulnerabilities",
  ],
  ["cves", ["versions", "cves", "-o", "json", "-q", "cluster"], "vulnerabilities"],
  ["skew", ["versions", "skew", "-o", "json", "-q", "cluster", "--target", "1.36"], "components"],
  ["drift", ["versions", "drift", "-o", "json", "-q", "2026-06-01=cluster"], "open"],
  ["support", ["versions", "support", "-o", "json"], "support"],
  ["deprecated", ["versions", "deprecated", "--target", "1.22", "old", "-o", "json"], "uses"],
  ["affectedLine", ["versions", "affected", "--batch", "questions.jsonl"], "vulnerabilities"],
] as const)("the schema describes %s of %j, and nothing else", async (definition, argv, list) => {
  const questions = '{"id": 1, "component": "kubectl", "version": "1.10.0"}\n';
  const { stdout } = await watertight(argv, { ...FILES, "questions.jsonl": questions });
  const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  const reference = `${schema.$id}#/$defs/${definition}`;
  expect([ajv.validate(reference, document), ajv.errors]).toStrictEqual([true, null]);
  expect(document[list]).not.toStrictEqual([]);
  expect(ajv.validate(reference, { ...document, more: true })).toBe(false);
  expect(ajv.validate(reference, { ...document, [list]: undefined })).toBe(false);
  expect(ajv.validate(reference, { ...document, [list]: [{}] })).toBe(false);
});
