import { join } from "node:path";
import { listAt, textAt } from "@watertight/core/kubernetes";
import { fromChunks, toChunks } from "@watertight/node-agent";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { folderWith, textIn } from "../../packages/cli/testing/fix-pod.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import {
  CONTROL_PLANE,
  type ControlPlane,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { startCountingProxy } from "./counting-proxy.ts";
import { nodeAt, type StandIn, startStandIn } from "./stand-in-kubelet.ts";

const NODES = ["worker-a", "worker-b"];

/** Pod Security as strict as it can be wherever a namespace does not say otherwise. */
const ADMISSION = JSON.stringify({
  ...{ apiVersion: "apiserver.config.k8s.io/v1", kind: "AdmissionConfiguration" },
  plugins: [
    {
      name: "PodSecurity",
      configuration: {
        ...{ apiVersion: "pod-security.admission.config.k8s.io/v1" },
        kind: "PodSecurityConfiguration",
        defaults: { enforce: "restricted", "enforce-version": "latest" },
      },
    },
  ],
});

interface FactsLine {
  readonly node: string;
  readonly sources: readonly { readonly kind: string; readonly proof?: string }[];
}

/** The agent of nodes on a real API server, whose kubelets are stood in for. */
describe("node collect --cluster on a real API server", needing(CONTROL_PLANE), () => {
  let plane: ControlPlane;
  let kubelets: StandIn;
  beforeAll(async () => {
    plane = await startControlPlane({
      withControllers: true,
      apiServerFlags: ["--admission-control-config-file=admission.json"],
      files: { "admission.json": ADMISSION },
    });
    const agent = join(import.meta.dirname, "../../packages/cli/dist/bundle/node-agent.js");
    kubelets = await startStandIn({ ask: plane.ask, nodes: NODES, agent });
    for (const name of NODES) await createNode(plane, name, kubelets.port);
  });
  afterAll(async () => {
    await kubelets.stop();
    await plane.stop();
  });

  /** Runs the command; with a server in between, by that. */
  async function collect(server?: string): Promise<{
    readonly status: number;
    readonly stderr: string;
    readonly lines: readonly FactsLine[];
  }> {
    const token = plane.tokens.get("admin") ?? "";
    const kubeconfig = plane.kubeconfigOf(`collect-${server ? "by" : "at"}`, { token }, server);
    const folder = folderWith({ "f.jsonl": "" });
    const { status, stderr } = await watertightIn(folder, [
      ...["node", "collect", "--cluster", "-q", "--image", "agent", "-o", "f.jsonl"],
      ...["--kubeconfig", kubeconfig, "--timeout", "120", "--request-rate", "1000"],
    ]);
    const lines = textIn(folder, "f.jsonl").trim().split("\n");
    const facts = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as FactsLine);
    return { status, stderr, lines: facts };
  }

  async function namespacesLeft(): Promise<readonly string[]> {
    const { json } = await plane.ask("GET", "/api/v1/namespaces");
    return listAt(json, "items")
      .filter((each) => textAt(each, "metadata", "deletionTimestamp") === "")
      .map((each) => textAt(each, "metadata", "name"))
      .filter((name) => name.startsWith("watertight-"));
  }

  test("facts of each node come proven by the token of its Pod, past the strictest Pod Security", async () => {
    const { lines, stderr } = await collect();
    expect(
      lines.map(({ node, sources }) => [node, sources.map(({ kind, proof }) => [kind, proof])]),
    ).toEqual(
      NODES.map((node) => [
        node,
        [
          ["collected", "token"],
          ["api", undefined],
        ],
      ]),
    );
    // The API server asks no kubelet on loopback by its proxy.
    expect(stderr).not.toContain("did not answer");
    expect(await namespacesLeft()).toEqual([]);
    // Nothing in the log is worth anything to whoever reads it.
    expect([...kubelets.written.values()].join("")).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test("facts of another run, another node or another hand are refused", async () => {
    const before = new Map(kubelets.written);
    expect(before.size).toBe(NODES.length);
    const nonceIn = (log: string): string => log.split(" ")[1] ?? "";
    const now = (node: string): string => kubelets.written.get(node) ?? "";
    kubelets.serves.instead = (node) => {
      const old = before.get(node) ?? "";
      // The old answer under this run's name.
      if (node === "worker-a") return old.replaceAll(nonceIn(old), nonceIn(now(node)));
      return changed(now(node), nonceIn(now(node)));
    };
    const replayed = await collect();
    kubelets.serves.instead = (node) =>
      node === "worker-a" && now("worker-b") !== before.get("worker-b")
        ? now("worker-b")
        : now(node);
    const swapped = await collect();
    kubelets.serves.instead = undefined;
    expect(replayed.status).toBe(3);
    expect(replayed.stderr).toMatch(/^worker-a did not answer: .*not for this run\.$/m);
    expect(replayed.stderr).toMatch(/^worker-b did not answer: The signature does not fit/m);
    expect(swapped.stderr).toMatch(
      /^worker-a did not answer: (?:The token is of Pod |The log holds no facts)/m,
    );
    expect(await namespacesLeft()).toEqual([]);
  });

  test("interrupted at any request, nothing is left behind", async () => {
    const authority = textIn(plane.folder, "ca.crt");
    const left: string[] = [];
    // The nodes and the configurations of both kubelets are asked for before anything is made.
    let step = 1 + NODES.length;
    for (let interrupted = true; interrupted; ) {
      step += 1;
      const proxy = await startCountingProxy({ url: plane.url, authority }, (count) => {
        if (count === step) process.emit("SIGTERM");
      });
      interrupted = await collect(proxy.url).then(
        () => false,
        (error: unknown) => String(error).includes("It was interrupted"),
      );
      left.push(...(await namespacesLeft()));
      await proxy.close();
    }
    expect(left).toEqual([]);
    process.stdout.write(`interrupted at every request up to the ${step}th\n`);
    // Namespace, policy, account, and of each node Job, Pod, log and review; while all is removed nothing is left to interrupt.
    expect(step).toBeGreaterThan(1 + NODES.length + 3 + 4 * NODES.length);
    await until("every namespace of the agent is gone", async () => {
      const { json } = await plane.ask("GET", "/api/v1/namespaces");
      return !listAt(json, "items").some((each) =>
        textAt(each, "metadata", "name").startsWith("watertight-"),
      );
    });
  });
});

/** What a node wrote with another fact in it, and its signature as it was. */
function changed(log: string, nonce: string): string {
  const text = fromChunks(log, nonce);
  if ("problem" in text) return log;
  const signed = JSON.parse(text.text) as { readonly facts: string };
  const facts = signed.facts.replace('"notRead":', '"more":[],"notRead":');
  return toChunks(JSON.stringify({ ...signed, facts }), nonce).join("\n");
}

async function createNode(plane: ControlPlane, name: string, port: number): Promise<void> {
  const node = nodeAt(name, port);
  const created = await plane.ask("POST", "/api/v1/nodes", node);
  expect(created.status).toBe(201);
  const { status } = node;
  await plane.ask("PATCH", `/api/v1/nodes/${name}/status`, { status: status ?? {} });
}
