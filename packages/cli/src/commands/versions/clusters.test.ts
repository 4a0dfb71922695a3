import { gzipSync } from "node:zlib";
import { objectOf, SECRETS } from "@watertight/api-server/testing";
import { expect, test } from "vitest";
import { LIVE, liveShop } from "../../../testing/live-shop.ts";
import { watertight, watertightIn } from "../../../testing/watertight.ts";

const FILES = {
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
  "linux/a.json": JSON.stringify({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "a", labels: { "kubernetes.io/os": "linux" } },
  }),
};

interface Row {
  readonly id: string;
}

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
  expect((await asked("linux"))[0]).toBe(3);
  await expect(asked("cluster", "--component", "kubelt")).rejects.toThrow(
    'No record is about a component "kubelt".',
  );
  await expect(asked()).rejects.toThrow("Give the paths of manifests or a snapshot, or --cluster.");
});

test("skew holds kubelets against API servers, now and on the way to a target", async () => {
  const server = JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "kube-apiserver-a", namespace: "kube-system" },
    spec: { containers: [{ name: "a", image: "registry.k8s.io/kube-apiserver:v1.33.2" }] },
  });
  const files = { ...FILES, "cluster/server.json": server };
  const asked = async (...argv: readonly string[]) => {
    const { status, stdout } = await watertight(["versions", "skew", ...argv], files);
    return [status, stdout];
  };
  expect(await asked("cluster", "--target", "1.35")).toStrictEqual([
    1,
    `yes      kube-apiserver v1.33.2: all are of 1.33
  no       to 1.35: 1.35 is 2 minor versions up, and API servers go one at a time
yes      kubelet v1.31.4-eks-aeac579: 1.31 is within 1.30 to 1.33
  no       to 1.35: 1.31 fits API servers up to 1.34: it has to go up before they reach 1.35
yes      kube-proxy v1.31.4-eks-aeac579: 1.31 is within 1.30 to 1.33
  no       to 1.35: 1.31 fits API servers up to 1.34: it has to go up before they reach 1.35
unknown  cgroup of the target, 1 node: kubelets refuse cgroup v1 since 1.35, unless failCgroupV1 is false: on the node stat -fc %T /sys/fs/cgroup has to say cgroup2fs, which the API does not show
1.33  upstream  ended        until 2026-06-28, newest 1.33.13
1.33  eks       supported    until 2027-07-29 (393 days), without a longer term until 2026-07-29, newest 1.33-eks-41
1.7   containerd maintenance  until 2026-09-01 (62 days), newest 1.7.34
kube-controller-manager: EKS runs and patches it: its release notes say the version
kube-scheduler: EKS runs and patches it: its release notes say the version
The terms of support were gathered on 2026-08-22.
Next: bring up what has to go before; then the API servers, one minor version at a time.
`,
  ]);
  expect((await asked("cluster", "--target", "1.34"))[0]).toBe(0);
  expect((await asked("linux"))[0]).toBe(3);
  await expect(asked("cluster", "--target", "newest")).rejects.toThrow(
    '"newest" is no version of Kubernetes, such as 1.36.',
  );
});

test("drift holds what is open against objectives, and asks for days", async () => {
  const kubectl = (version: string): string =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "a", namespace: "shop" },
      spec: { containers: [{ name: "a", image: `registry.k8s.io/kubectl:v${version}` }] },
    });
  const files = {
    "may/a.json": kubectl("1.25.0"),
    "july/a.json": kubectl("1.25.1"),
    "late/a.json": kubectl("1.26.0"),
    "watertight.yaml": "versions: { objectives: { low: 60 } }\n",
  };
  const asked = async (...argv: readonly string[]) => {
    const { status, stdout } = await watertight(["versions", "drift", "-q", ...argv], files);
    return [status, stdout.split("\n").slice(0, 2)];
  };
  const config = ["--config", "watertight.yaml"];
  const row = (state: string, age: string): string =>
    `${state}  low       CVE-2021-25743  kubectl v1.25.1: at least ${age} since 2026-05-01; fixed in 1.26.0`;
  expect([
    await asked("2026-05-01=may", "2026-07-01=july", ...config),
    await asked("2026-05-01=may", "2026-06-30=july", ...config),
    await asked("2026-05-01=may", "2026-07-01=july", "--no-config"),
    await asked("2026-07-01=late", "2026-05-01=may", ...config),
  ]).toStrictEqual([
    [
      1,
      [row("over  ", "61 days of 60"), "2026-05-01 to 2026-07-01: 1 CVE with a fix open, 0 fixed."],
    ],
    [
      0,
      [row("within", "60 days of 60"), "2026-05-01 to 2026-06-30: 1 CVE with a fix open, 0 fixed."],
    ],
    [0, [row("open  ", "61 days"), "2026-05-01 to 2026-07-01: 1 CVE with a fix open, 0 fixed."]],
    [
      0,
      [
        "2026-05-01 to 2026-07-01: 0 CVEs with a fix open, 1 fixed.",
        "The records were gathered on 2026-08-22, 0 days ago: what was published later is not in them.",
      ],
    ],
  ]);
  await expect(asked("may")).rejects.toThrow("may does not say of which day it is");
});

test("releases of Helm are read where they are asked for, and nothing else of Secrets", async () => {
  const { server, folder } = await liveShop();
  const metadata = { name: "ingress-nginx", version: "4.11.4", appVersion: "1.11.4" };
  const manifest =
    "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: old}\nspec: {a: canary}\n";
  const release = JSON.stringify({ config: { password: "canary" }, chart: { metadata }, manifest });
  const inner = gzipSync(release).toString("base64");
  const secret = objectOf(SECRETS, "sh.helm.release.v1.edge.v3", {
    namespace: "shop",
    labels: { owner: "helm", status: "deployed" },
    type: "helm.sh/release.v1",
    data: { release: Buffer.from(inner).toString("base64") },
  });
  server.put(SECRETS, secret);
  const asked = async (...argv: readonly string[]) => {
    const before = server.seen.length;
    const { stdout } = await watertightIn(folder, [
      "versions",
      "cves",
      "-q",
      "-o",
      "json",
      ...argv,
    ]);
    const { vulnerabilities } = JSON.parse(stdout) as Document;
    const paths = server.seen.slice(before).map(({ path }) => path);
    return {
      secrets: paths.filter((path) => path.endsWith("/secrets")).length,
      found: vulnerabilities.some(
        ({ id, verdict }) => id === "CVE-2025-1974" && verdict === "affected",
      ),
      leaks: stdout.includes("canary"),
    };
  };
  expect(await asked(...LIVE, "--helm-releases")).toStrictEqual({
    secrets: 1,
    found: true,
    leaks: false,
  });
  expect(await asked(...LIVE)).toStrictEqual({ secrets: 0, found: false, leaks: false });
  const deprecated = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const argued = ["versions", "deprecated", "--target", "1.36", "-q", "-o", "json", ...argv];
    const { stdout } = await watertightIn(folder, argued);
    expect(stdout).not.toContain("canary");
    const { uses } = JSON.parse(stdout) as { uses: readonly { signal: string; message: string }[] };
    return uses.filter(({ signal }) => signal === "helm-release").map(({ message }) => message);
  };
  expect(await deprecated(...LIVE, "--helm-releases")).toStrictEqual([
    "release edge of Helm has it deployed in batch/v1beta1",
  ]);
  expect(await deprecated(...LIVE)).toStrictEqual([]);
  await expect(
    watertight(["versions", "cves", "cluster", "--helm-releases"], FILES),
  ).rejects.toThrow("--helm-releases reads Secrets of a running cluster: give --cluster.");
});
