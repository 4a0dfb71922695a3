import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { freePort } from "../control-plane/ports.ts";
import { until } from "../control-plane/until.ts";

/** A kubelet without a control plane, over a containerd of its own. */
export interface Kubelet {
  /** The path of its configuration. */
  readonly config: string;
  /** What it says that its configuration is. */
  readonly configz: JsonValue;
  readonly stop: () => Promise<void>;
}

/** Settings of the kernel that a kubelet changes as it starts. */
const KERNEL = ["kernel/panic", "kernel/panic_on_oops", "vm/overcommit_memory"];

/** Starts a kubelet and waits for its answer; `flags` and `settings` are further ones. */
export async function startKubelet(
  program: string,
  { flags, settings }: { readonly flags: readonly string[]; readonly settings: JsonObject },
): Promise<Kubelet> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-kubelet-"));
  const kernel = KERNEL.map((name) => [name, readFileSync(`/proc/sys/${name}`, "utf8")] as const);
  const children: ChildProcess[] = [];
  const start = (name: string, command: string, args: readonly string[]): void => {
    const log = openSync(join(folder, `${name}.log`), "a");
    children.push(spawn(command, args, { stdio: ["ignore", log, log] }));
  };
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) await ended(child);
    for (const [name, value] of kernel) writeFileSync(`/proc/sys/${name}`, value);
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const socket = join(folder, "containerd.sock");
    writeFileSync(join(folder, "containerd.toml"), containerdConfig(folder, socket));
    start("containerd", "containerd", ["--config", join(folder, "containerd.toml")]);
    const port = await freePort();
    const config = join(folder, "config.yaml");
    mkdirSync(join(folder, "manifests"));
    writeFileSync(config, JSON.stringify(configuration({ folder, socket, port, settings })));
    start("kubelet", program, [
      ...[`--config=${config}`, `--root-dir=${join(folder, "root")}`],
      ...[`--cert-dir=${join(folder, "certs")}`, "--hostname-override=node-of-test"],
      ...flags,
    ]);
    let configz: JsonValue = null;
    const [, kubelet] = children;
    await until(
      "the kubelet tells its configuration",
      async () => {
        configz = await asked(port);
        return configz !== null;
      },
      {
        check: () => {
          if (kubelet?.exitCode !== null)
            throw new Error(readFileSync(join(folder, "kubelet.log"), "utf8").slice(-4000));
        },
      },
    );
    return { config, configz, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A kubelet mounts its own folder onto itself, and containerd what it keeps of images. */
function unmountBelow(folder: string): void {
  const targets = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((target) => target.startsWith(`${folder}/`));
  for (const target of targets.toReversed()) execFileSync("umount", ["--lazy", target]);
}

function containerdConfig(folder: string, socket: string): string {
  return `version = 2
root = "${folder}/containerd"
state = "${folder}/run"
[grpc]
address = "${socket}"
[plugins."io.containerd.grpc.v1.cri"]
disable_apparmor = true
restrict_oom_score_adj = true
sandbox_image = "test.local/pause:1"
`;
}

function configuration({
  folder,
  socket,
  port,
  settings,
}: {
  readonly folder: string;
  readonly socket: string;
  readonly port: number;
  readonly settings: JsonObject;
}): JsonObject {
  return {
    ...{ apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" },
    ...{ address: "127.0.0.1", port, healthzPort: 0, failSwapOn: false, failCgroupV1: false },
    ...{ cgroupDriver: "cgroupfs", cgroupsPerQOS: false, enforceNodeAllocatable: [] },
    ...{ evictionHard: { "memory.available": "10Mi" }, podLogsDir: join(folder, "logs") },
    containerRuntimeEndpoint: `unix://${socket}`,
    staticPodPath: join(folder, "manifests"),
    // Nobody is there who could say whose a request is.
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: "AlwaysAllow" },
    ...settings,
  };
}

/** Null where it does not answer yet. */
function asked(port: number): Promise<JsonValue> {
  return new Promise((settle) => {
    const url = `https://127.0.0.1:${port}/configz`;
    const asking = request(url, { rejectUnauthorized: false, timeout: 5000 }, (answer) => {
      void buffer(answer).then(
        (bytes) => {
          settle(answer.statusCode === 200 ? (JSON.parse(bytes.toString()) as JsonValue) : null);
        },
        () => {
          settle(null);
        },
      );
    });
    asking.on("error", () => {
      settle(null);
    });
    asking.end();
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((settle) => {
    child.on("exit", () => {
      settle();
    });
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
  });
}
