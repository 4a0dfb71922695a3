import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const FACTS = JSON.stringify({
  schemaVersion: 1,
  kind: "NodeFacts",
  node: "worker",
  sources: [{ kind: "collected", tool: "test" }],
  system: { kubeletVersion: "v1.34.0", distributionName: "Debian" },
  files: [{ path: "/etc/kubernetes/kubelet.conf", type: "file", mode: "0644", uid: 0, gid: 0 }],
  processes: [
    { pid: 1, name: "init" },
    { pid: 7, name: "kubelet", arguments: ["kubelet", "--config=/c", "--read-only-port=10255"] },
  ],
  texts: [
    {
      path: "/c",
      text: "kind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: true\n",
      redacted: false,
    },
  ],
  notRead: [],
});

interface Document {
  readonly benchmark: string | null;
  readonly incomplete: boolean;
  readonly nodes: readonly {
    readonly name: string;
    readonly results: readonly {
      readonly control: string;
      readonly status: string;
      readonly where: string;
      readonly reason: string;
    }[];
  }[];
}

async function evaluated(
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  node = 0,
): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await watertight(
    ["nodes", "evaluate", "--no-config", "-o", "json", ...argv],
    files,
  );
  const { nodes } = JSON.parse(stdout) as Document;
  return new Map(
    nodes[node]?.results.map(({ control, status, where }) => [control, `${status} ${where}`]),
  );
}

test("a node is judged by the benchmark for its version, with the lines of its files", async () => {
  const { stdout, status } = await watertight(
    ["nodes", "evaluate", "--no-config", "-o", "json", "facts.json"],
    { "facts.json": FACTS },
  );
  const document = JSON.parse(stdout) as Document;
  expect([status, document.benchmark, document.incomplete]).toEqual([3, "cis-1.12", true]);
  const of = (id: string): unknown =>
    document.nodes[0]?.results.find(({ control }) => control === id);
  expect(of("4.2.1")).toMatchObject({
    status: "fail",
    seen: "true",
    where: "/c:4",
    wanted: "--anonymous-auth=false",
  });
  expect(of("4.2.4")).toMatchObject({ status: "fail", where: "process 7: --read-only-port" });
  expect(of("1.2.1")).toMatchObject({ status: "not-applicable" });
});

test("the text names what fails with its place and its change", async () => {
  const { stdout, stderr } = await watertight(["nodes", "evaluate", "--no-config", "facts.json"], {
    "facts.json": FACTS,
  });
  expect(stdout).toContain(`  fail 4.1.5 Permissions of the kubelet's kubeconfig
    seen: 644 at /etc/kubernetes/kubelet.conf
    wanted: 600 or less
    Run chmod 600 /etc/kubernetes/kubelet.conf.
`);
  expect(stdout).toMatch(/^worker by cis-1\.12: 131 controls$/m);
  expect(stderr).toMatch(/controls could not be judged/);
});

test("CSV has no formulas and JUnit no bare text", async () => {
  const hostile = FACTS.replaceAll(
    "/etc/kubernetes/kubelet.conf",
    "/etc/kubernetes/kubelet.conf",
  ).replace('"node":"worker"', '"node":"=cmd|\\u001b[31m<x>"');
  const csv = await watertight(["nodes", "evaluate", "--no-config", "-o", "csv", "f.json"], {
    "f.json": hostile,
  });
  expect(csv.stdout.split("\n")[1]).toMatch(/^"'=cmd\|/);
  const junit = await watertight(["nodes", "evaluate", "--no-config", "-o", "junit", "f.json"], {
    "f.json": hostile,
  });
  expect(junit.stdout).toContain('<testsuite name="=cmd|');
  expect(`${csv.stdout}${junit.stdout}`).not.toContain("\u001b");
  expect(junit.stdout).not.toContain("<x>");
});

test("several documents of one node are one, and objects of the cluster answer the rest", async () => {
  const files = {
    "facts.json": FACTS,
    "configz.json": JSON.stringify({
      kubeletconfig: { authentication: { anonymous: { enabled: false } } },
    }),
    "pod.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {hostPID: true, containers: [{name: c, image: x}]}\n",
  };
  const joined = await evaluated(
    ["--node", "worker", "facts.json", "configz.json", "pod.yaml"],
    files,
  );
  expect(joined.get("4.2.1")).toBe("pass configz: authentication.anonymous.enabled");
  expect(joined.get("5.2.3")).toBe("fail the objects of the cluster");
  const alone = await evaluated(["facts.json"], files);
  expect(alone.get("5.2.3")).toBe("manual ");
});

test("nodes of a cluster are judged by its objects alone", async () => {
  const node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "cp" },
    status: { nodeInfo: { kubeletVersion: "v1.33.1", osImage: "Talos (v1.9)" } },
  };
  const mirror = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "kube-apiserver-cp",
      namespace: "kube-system",
      annotations: { "kubernetes.io/config.mirror": "x" },
    },
    spec: {
      nodeName: "cp",
      containers: [{ name: "a", image: "x", command: ["kube-apiserver", "--profiling=false"] }],
    },
  };
  const list = { apiVersion: "v1", kind: "List", items: [node, mirror] };
  const results = await evaluated(["list.json"], { "list.json": JSON.stringify(list) });
  expect(results.get("1.2.15")).toBe("pass Pod kube-system/kube-apiserver-cp: --profiling");
  expect(results.get("4.2.1")).toBe("unknown ");
});

test("answers of the configuration stand with their reason, owner and day", async () => {
  const { stdout } = await watertight(["nodes", "evaluate", "-o", "json", "facts.json"], {
    "facts.json": FACTS,
    "watertight.yaml":
      'nodes:\n  answers:\n    - {control: 3.1.1, status: pass, reason: OIDC alone, owner: ops, date: "2026-05-01"}\n'.replace(
        "3.1.1",
        '"3.1.1"',
      ),
  });
  const { nodes } = JSON.parse(stdout) as Document;
  const result = nodes[0]?.results.find(({ control }) => control === "3.1.1");
  expect(result).toMatchObject({
    status: "pass",
    where: "watertight.yaml",
    reason: "OIDC alone (ops, 2026-05-01)",
  });
});

test("facts of a version that is not known and changed signatures are refused", async () => {
  const files = { "new.json": FACTS.replace('"schemaVersion":1', '"schemaVersion":9') };
  const unknown = await watertight(["nodes", "evaluate", "--no-config", "new.json"], files);
  expect(unknown.status).toBe(3);
  expect(unknown.stderr).toContain("Node facts of version 9 are not known here; 1 is.");
  const signed = await watertight(
    ["node", "collect", "-q", "--root", ".", "--nonce", "a", "--node", "n"],
    {},
  );
  expect(signed.stdout).toContain('"kind": "SignedNodeFacts"');
  const sound = await watertight(["nodes", "evaluate", "--no-config", "s.json"], {
    "s.json": signed.stdout,
  });
  expect(sound.stdout).toContain("n by cis-1.12");
  const changed = signed.stdout.replace('"node": "n"', '"node": "m"');
  const refused = await watertight(["nodes", "evaluate", "--no-config", "s.json"], {
    "s.json": changed,
  });
  expect(refused.status).toBe(3);
  expect(refused.stderr).toContain("The signature does not fit");
});

test("a benchmark that there is not lists those that there are", async () => {
  const argv = ["nodes", "evaluate", "--benchmark", "cis-9", "f.json"];
  const expected = { details: expect.arrayContaining(["cis-1.12", "node-hardening"]) as unknown };
  await expect(watertight(argv, { "f.json": FACTS })).rejects.toMatchObject(expected);
});
