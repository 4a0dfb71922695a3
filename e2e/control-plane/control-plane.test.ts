import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE, KUBERNETES, type Minor, startControlPlane, until } from "./index.ts";

const MINORS = Object.keys(KUBERNETES) as readonly Minor[];

describe("a control plane of the tests' own", needing(CONTROL_PLANE), () => {
  test.each(MINORS)("%s: workloads become Pods that run on a Node", async (version) => {
    const plane = await startControlPlane({
      ...{ version, withControllers: true, withScheduler: true, withKwok: true },
      users: { ann: ["team"] },
    });
    try {
      const said = await plane.ask("GET", "/version");
      expect(textAt(said.json, "gitVersion")).toBe(KUBERNETES[version]);
      const capacity = { cpu: "8", memory: "16Gi", pods: "110" };
      await plane.ask("POST", "/api/v1/nodes", {
        apiVersion: "v1",
        kind: "Node",
        metadata: { name: "n1", annotations: { "kwok.x-k8s.io/node": "fake" } },
        status: { capacity, allocatable: capacity },
      });
      const apply = spawnSync(
        plane.kubectl,
        [
          "--kubeconfig",
          plane.kubeconfig,
          "create",
          "deployment",
          "web",
          "--image=web",
          "--replicas=2",
        ],
        { encoding: "utf8" },
      );
      expect(apply.stderr).toBe("");
      const pods = "/api/v1/namespaces/default/pods";
      await until("two Pods run", async () => {
        const items = listAt((await plane.ask("GET", pods)).json, "items");
        return items.filter((pod) => textAt(pod, "status", "phase") === "Running").length === 2;
      });
      const { json } = await plane.ask("GET", pods, undefined, {
        Authorization: `Bearer ${plane.tokens.get("ann")}`,
      });
      expect(textAt(json, "message")).toBe(
        'pods is forbidden: User "ann" cannot list resource "pods" in API group "" in the namespace "default"',
      );
      const log = readFileSync(join(plane.folder, "audit.log"), "utf8").trim().split("\n");
      const users = new Set(
        log.map((line) => textAt(JSON.parse(line) as JsonValue, "user", "username")),
      );
      expect([...users].filter((name) => ["admin", "ann"].includes(name)).sort()).toEqual([
        "admin",
        "ann",
      ]);
    } finally {
      await plane.stop();
    }
    expect([...plane.pids.values()].filter(isAlive)).toEqual([]);
    expect(existsSync(plane.folder)).toBe(false);
  });

  test("nothing is left of it when the test dies", async () => {
    const root = resolve(import.meta.dirname, "../..");
    const script = join(import.meta.dirname, "run.ts");
    const child = spawn(
      process.execPath,
      ["--conditions=source", "--import", "tsx", script, "--alone"],
      {
        cwd: root,
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    const said = await new Promise<string>((settle) => {
      child.stdout.once("data", (data: Buffer) => {
        settle(data.toString());
      });
    });
    const [, folder = ""] = /KUBECONFIG=(\S+)[/]admin[.]kubeconfig/.exec(said) ?? [];
    expect(folder.startsWith(join(tmpdir(), "watertight-control-plane-"))).toBe(true);
    expect(programsOf(folder)).toHaveLength(3);
    child.kill("SIGKILL");
    await until("its programs are gone", () => programsOf(folder).length === 0);
    await until("its folder is gone", () => !existsSync(folder));
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Processes whose command line names a folder. */
function programsOf(folder: string): readonly string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
    } catch {
      return false;
    }
  });
}
