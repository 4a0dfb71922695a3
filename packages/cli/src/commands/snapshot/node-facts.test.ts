import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LIVE, liveShop } from "../../../testing/live-shop.ts";
import { watertightIn } from "../../../testing/watertight.ts";

const FACTS = JSON.stringify({
  ...{ schemaVersion: 1, kind: "NodeFacts", node: "n1", texts: [], notRead: [] },
  sources: [{ kind: "collected", tool: "watertight 0.1.0", privileged: true }],
  system: { kubeletVersion: "v1.34.0" },
  files: [{ path: "/etc/kubernetes/kubelet.conf", type: "file", mode: "0644", uid: 0, gid: 0 }],
  security: { seccompProfiles: ["web.json"] },
});

interface Evaluation {
  readonly nodes: readonly {
    readonly name: string;
    readonly results: readonly { readonly control: string; readonly status: string }[];
  }[];
}

it("a snapshot keeps facts of nodes, and every verb of nodes reads them", async () => {
  const { folder } = await liveShop();
  writeFileSync(join(folder, "facts.json"), FACTS);
  const live = LIVE.filter((each) => each !== "--cluster");
  const taken = await watertightIn(folder, [
    ...["snapshot", "-q", "-o", "prod.snapshot", "--node-facts", "facts.json"],
    ...live,
  ]);
  expect(taken).toEqual({ status: 0, stdout: "", stderr: "" });

  const evaluated = await watertightIn(folder, [
    ...["nodes", "evaluate", "--no-config", "-q", "-o", "json", "prod.snapshot"],
  ]);
  const { nodes } = JSON.parse(evaluated.stdout) as Evaluation;
  expect(nodes.map(({ name }) => name)).toEqual(["n1"]);
  const statusOf = (id: string): unknown =>
    nodes[0]?.results.find(({ control }) => control === id)?.status;
  expect([statusOf("4.1.5"), statusOf("5.2.2"), statusOf("4.2.1")]).toEqual([
    ...["fail", "fail", "unknown"],
  ]);

  const framework = await watertightIn(folder, [
    ...["scan", "--no-config", "-q", "--framework", "cis-1.12", "prod.snapshot"],
  ]);
  expect(framework.stdout).toContain(
    "4.1.5   Permissions of the kubelet's kubeconfig: 1 node (node/n1)\n",
  );

  const access = await watertightIn(folder, ["nodes", "access", "-q", "prod.snapshot"]);
  expect(access.stdout).toMatch(/^nodes: 1 node$/m);
  const plain = await watertightIn(folder, ["scan", "--no-config", "-q", "prod.snapshot"]);
  expect(plain.stdout).not.toContain("NodeFacts");
});

it("what holds no facts of nodes is refused", async () => {
  const { folder } = await liveShop();
  writeFileSync(join(folder, "pod.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n");
  writeFileSync(join(folder, "new.json"), FACTS.replace('"schemaVersion":1', '"schemaVersion":7'));
  const snapshot = ["snapshot", "-o", "s", "--kubeconfig", "kubeconfig", "--node-facts"];
  await expect(watertightIn(folder, [...snapshot, "pod.yaml"])).rejects.toThrow(
    "pod.yaml holds no facts of nodes alone.",
  );
  await expect(watertightIn(folder, [...snapshot, "new.json"])).rejects.toThrow(
    "new.json: Node facts of version 7 are not known here; 1 is.",
  );
});
