import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import type { Need } from "../../tools/test-summary.ts";
import { freePort } from "../control-plane/ports.ts";
import { until } from "../control-plane/until.ts";

/** A kubelet takes root and a containerd. */
export const CONTAINERD: Need = {
  name: "containerd",
  isHere: process.getuid?.() === 0 && spawnSync("which", ["containerd"]).status === 0,
  hint: "Debian's containerd, run as root",
};

/** A kubelet over a containerd of its own. */
export interface Kubelet {
  /** The path of its configuration. */
  readonly config: string;
  /** What it says that its configuration is. */
  readonly configz: JsonValue;
  readonly stop: () => Promise<void>;
}

/** Settings of the kernel that a kubelet changes as it starts. */
const KERNEL = ["kernel/panic", "kernel/panic_on_oops", "vm/overcommit_memory"];

/** How a kubelet is started besides what every one here has. */
export interface KubeletOptions {
  readonly flags: readonly string[];
  readonly settings: JsonObject;
  /** Where it serves; default: loopback. */
  readonly address?: string;
  /** Of whoever asks it; default: nobody. */
  readonly token?: string;
  /** Files of its folder, by name; settings and flags name them after `FOLDER/`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Starts a kubelet and waits for its answer; without a kubeconfig among its flags it has no control plane. */
export async function startKubelet(
  program: string,
  { flags, settings, address = "127.0.0.1", token, files = {} }: KubeletOptions,
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
    // A kubelet that finds no runtime ends at once.
    await until("containerd listens", () => Promise.resolve(existsSync(socket)));
    const port = await freePort();
    const config = join(folder, "config.yaml");
    mkdirSync(join(folder, "manifests"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const written = JSON.stringify(configuration({ folder, socket, port, address, settings }));
    writeFileSync(config, written.replaceAll("FOLDER/", `${folder}/`));
    start("kubelet", program, [
      ...[`--config=${config}`, `--root-dir=${join(folder, "root")}`],
      ...[`--cert-dir=${join(folder, "certs")}`, "--hostname-override=node-of-test"],
      ...flags.map((flag) => flag.replaceAll("FOLDER/", `${folder}/`)),
    ]);
    let configz: JsonValue = null;
    const [, kubelet] = children;
    await until(
      "the kubelet tells its configuration",
      async () => {
        configz = await asked({ address, port, token });
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
  address,
  settings,
}: {
  readonly folder: string;
  readonly socket: string;
  readonly port: number;
  readonly address: string;
  readonly settings: JsonObject;
}): JsonObject {
  return {
    ...{ apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" },
    ...{ address, port, healthzPort: 0, failSwapOn: false, failCgroupV1: false },
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
function asked({
  address,
  port,
  token,
}: {
  readonly address: string;
  readonly port: number;
  readonly token: string | undefined;
}): Promise<JsonValue> {
  return new Promise((settle) => {
    const url = `https://${address}:${port}/configz`;
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const options = { rejectUnauthorized: false, timeout: 5000, headers };
    const asking = request(url, options, (answer) => {
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
