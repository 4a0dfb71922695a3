import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import { type Outcome, watertightIn } from "../../testing/watertight.ts";
import { UnreadError } from "../unread-error.ts";
import { UsageError } from "../usage-error.ts";

const ONE = ["--check", "privileged-container", "-o", "oneline"];

async function failureOf(running: Promise<Outcome>): Promise<string> {
  const ended = await running.catch((error: unknown) => error);
  return ended instanceof UsageError ? ended.message : "";
}

describe("a running cluster in place of PATH", () => {
  test("its findings name objects and fields, and what goes on from there changes no file", async () => {
    const { server, folder } = await liveShop();
    const { status, stdout } = await watertightIn(folder, ["scan", ...LIVE, ...ONE]);
    expect({ status, stdout: stdout.replaceAll(server.url, "SERVER") }).toEqual({
      status: 1,
      stdout:
        'SERVER critical privileged-container Deployment bank/web: container "main" is privileged\n' +
        'SERVER critical privileged-container Deployment shop/web: container "main" is privileged\n',
    });
    const pretty = await watertightIn(folder, ["scan", ...LIVE, "--check", "privileged-container"]);
    expect(pretty.stdout.split("\n").slice(-6)).toEqual([
      "2 findings: 2 critical; 8 objects; 0 not examined",
      "",
      "Next",
      expect.stringMatching(/ explain privileged-container$/),
      expect.stringMatching(
        / scan -o html=report.html --check privileged-container --cluster --kubeconfig kubeconfig --request-rate 10000$/,
      ),
      "",
    ]);
  });

  test("-n and --read-namespace say what is read of it; a context may be named as PATH", async () => {
    const { folder } = await liveShop();
    const readAs = async (...more: string[]): Promise<string[]> => {
      const rest = ["--kubeconfig", "kubeconfig", "--request-rate", "10000", "-q"];
      const { stdout } = await watertightIn(folder, ["objects", ...rest, ...more]);
      return [...stdout.matchAll(/"kind":"(\w+)".*?"name":"(\w+)"/g)].map(
        ([, kind, name]) => `${kind ?? ""} ${name ?? ""}`,
      );
    };
    const own = ["ConfigMap settings", "Namespace shop", "Secret db", "Deployment web"];
    expect(await readAs("--cluster", "-n", "shop")).toEqual(own);
    expect(await readAs("cluster:dev", "--read-namespace", "shop")).toEqual(own);
    expect(await readAs("cluster:", "-n", "bank,shop")).toHaveLength(8);
    expect(await readAs("--cluster", "--context", "dev")).toHaveLength(8);
  });

  test("other verbs read it too", async () => {
    const { folder } = await liveShop();
    const outputOf = async (...argv: string[]): Promise<string> =>
      (await watertightIn(folder, [...argv, ...LIVE])).stdout;
    expect(await outputOf("network", "connections")).toContain("bank/web[Deployment]");
    expect(await outputOf("access", "can-i", "get", "pods", "--as", "jane")).toBe(
      "no: no rule allows it\n",
    );
    expect(await outputOf("pod-security", "evaluate", "--level", "baseline")).toContain(
      "2 of 2 pods violate",
    );
    const rest = ["--kubeconfig", "kubeconfig", "--request-rate", "10000"];
    const { stdout } = await watertightIn(folder, [
      "network",
      "diff",
      "cluster:",
      "cluster:",
      ...rest,
    ]);
    expect(stdout).toBe("0 gained, 0 lost.\n");
  });

  test("what may not be listed ends with status 3, and says which right is missing", async () => {
    const { server, folder } = await liveShop({
      allows: (_verb, resource) => resource !== "/secrets",
    });
    const { status, stderr } = await watertightIn(folder, ["objects", ...LIVE]);
    const gap =
      "secrets cannot be seen: the right to list secrets is missing; rbac-needed prints the role that gives it.";
    expect({ status, stderr: stderr.replaceAll(server.url, "SERVER") }).toEqual({
      status: 3,
      stderr: `SERVER: not examined: ${gap}\nExit status 3: SERVER was not examined: ${gap}\n`,
    });
  });

  test("a server that does not answer is told of in a sentence", async () => {
    const { folder } = await liveShop();
    const kubeconfig = readFileSync(join(folder, "kubeconfig"), "utf8");
    writeFileSync(
      join(folder, "kubeconfig"),
      kubeconfig.replace(/http:[^"]+/, "http://127.0.0.1:1"),
    );
    await expect(watertightIn(folder, ["scan", ...LIVE])).rejects.toThrow(
      new UnreadError(
        "http://127.0.0.1:1 cannot be read: nothing listens there: is the address right, and the cluster running?",
      ),
    );
  });

  test("what makes no sense is refused in a sentence", async () => {
    const { folder } = await liveShop();
    const failure = (...argv: string[]): Promise<string> =>
      failureOf(watertightIn(folder, [...argv, ...LIVE]));
    expect(await failure("scan", ".")).toBe(
      "A cluster or a snapshot of one is all of the input: give no other PATH beside it.",
    );
    expect(await failure("scan", "--changed")).toBe(
      "--changed is about files, and a cluster has none.",
    );
    expect(await failure("fix")).toBe(
      "A cluster has no files to fix: give the manifests that it is made from, or take the edits from scan -o json.",
    );
    expect(await failure("scan", "--context", "prod")).toBe(
      `There is no context "prod" in the kubeconfig ${folder}/kubeconfig; say one of dev with --context.`,
    );
    expect(await failure("scan", "-n", "shp")).toMatch(/^There is no namespace "shp" in http/);
    expect(await failure("scan", "--kube-version", "x")).toBe(
      '"x" is not a version of Kubernetes; write one as v1.37.',
    );
    await expect(
      watertightIn(folder, ["scan", "--cluster", "--kubeconfig", "none"]),
    ).rejects.toThrow("There is no kubeconfig none.");
  });
});

describe("a snapshot in place of PATH", () => {
  test("answers as the cluster does, byte for byte, and holds no value of a Secret", async () => {
    const { server, folder } = await liveShop();
    const taken = await watertightIn(folder, ["snapshot", "-o", "out/c.snapshot", ...LIVE]);
    expect([taken.status, taken.stdout, taken.stderr]).toEqual([
      0,
      "",
      `out/c.snapshot: 8 objects of ${server.url}.\n`,
    ]);
    const bytes = readFileSync(join(folder, "out/c.snapshot"));
    const text = gunzipSync(bytes.subarray(bytes.indexOf("\n") + 1)).toString();
    expect(text).not.toContain("Y2FuYXJ5");
    for (const verb of [
      ["scan", "-o", "json"],
      ["network", "connections", "-o", "json"],
      ["access", "matrix"],
      ["access", "escalate"],
      ["pod-security", "recommend"],
      ["objects"],
    ]) {
      const live = await watertightIn(folder, [...verb, ...LIVE]);
      expect(await watertightIn(folder, [...verb, "out/c.snapshot"])).toEqual(live);
    }
  });

  test("what could not be seen is in it as not seen", async () => {
    const { folder } = await liveShop({ down: new Set(["shop.example.com"]) });
    const { status } = await watertightIn(folder, ["snapshot", "-q", "-o", "c.snapshot", ...LIVE]);
    expect(status).toBe(3);
    const live = await watertightIn(folder, ["scan", ...ONE, ...LIVE]);
    expect(await watertightIn(folder, ["scan", ...ONE, "c.snapshot"])).toEqual(live);
  });

  test("a damaged one is refused, and so is one beside files", async () => {
    const { folder } = await liveShop();
    writeFileSync(join(folder, "bad.snapshot"), "watertight-snapshot 1\nnonsense");
    expect(await failureOf(watertightIn(folder, ["scan", "bad.snapshot"]))).toBe(
      "bad.snapshot cannot be read: The snapshot is damaged or cut short: take or copy it again.",
    );
    expect(await failureOf(watertightIn(folder, ["scan", "bad.snapshot", "kubeconfig"]))).toBe(
      "A cluster or a snapshot of one is all of the input: give no other PATH beside it.",
    );
    expect(await failureOf(watertightIn(folder, ["snapshot", ...LIVE]))).toBe(
      "Say where the snapshot is to be written: -o FILE.",
    );
  });
});

describe("rbac-needed", () => {
  test("prints what lets a cluster be read whole, and with it nothing is missing", async () => {
    const { folder } = await liveShop();
    const { stdout, stderr } = await watertightIn(folder, ["rbac-needed", ...LIVE]);
    expect(stdout).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: watertight
rules:
  - apiGroups:
      - ""
    resources:
      - configmaps
      - namespaces
      - pods
      - secrets
    verbs:
      - list
  - apiGroups:
      - apps
    resources:
      - deployments
    verbs:
      - list
  - apiGroups:
      - rbac.authorization.k8s.io
    resources:
      - clusterroles
    verbs:
      - list
  - apiGroups:
      - shop.example.com
    resources:
      - widgets
    verbs:
      - list
  - nonResourceURLs:
      - /debug/pprof/
      - /flagz
    verbs:
      - get
  - apiGroups:
      - authorization.k8s.io
    resources:
      - subjectaccessreviews
    verbs:
      - create
  - apiGroups:
      - ""
    resources:
      - nodes/configz
    verbs:
      - get
`);
    expect(stderr).toBe(
      "RBAC cannot give a Secret's metadata alone: whoever may list Secrets may read them. Without that rule Secrets are not seen, and what rests on them is unknown.\n",
    );
  });

  test("without a cluster they are Kubernetes' own resources, as a list in JSON", async () => {
    const { folder } = await liveShop();
    const argv = ["rbac-needed", "scan", "-n", "shop", "--name", "look", "-o", "json"];
    const { stdout, stderr } = await watertightIn(folder, argv);
    const { kind, items } = JSON.parse(stdout) as {
      kind: string;
      items: { kind: string; metadata: unknown; rules: { resources: string[] }[] }[];
    };
    expect([kind, items.map((each) => [each.kind, each.metadata])]).toEqual([
      "List",
      [
        ["ClusterRole", { name: "look" }],
        ["Role", { name: "look", namespace: "shop" }],
      ],
    ]);
    expect(items[1]?.rules[0]?.resources).toContain("pods");
    expect(stdout).not.toMatch(/reviews|"bindings"|"events"|"leases"/);
    expect(stderr).toContain("Custom resources are not among them");
    expect(await failureOf(watertightIn(folder, ["rbac-needed", "scann"]))).toBe(
      'There is no verb "scann"; did you mean "scan"?',
    );
  });
});
