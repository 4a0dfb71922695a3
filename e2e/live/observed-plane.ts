import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import { expect } from "vitest";
import { ROOT } from "../../conformance/suites.ts";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  startControlPlane,
} from "../control-plane/index.ts";

const COMMAND = join(ROOT, "packages/cli/bin/watertight.mjs");

export interface Scanned {
  /** `check Kind path`, of the topic control-plane. */
  readonly found: readonly string[];
  readonly notAssessable: readonly string[];
  readonly status: number | null;
  readonly stderr: string;
}

/** What the command says of a control plane. */
export function watertight(plane: ControlPlane, argv: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [COMMAND, ...argv], {
    cwd: plane.folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, KUBECONFIG: plane.kubeconfig },
  });
}

export function scanned(plane: ControlPlane, where: readonly string[] = ["--cluster"]): Scanned {
  const ended = watertight(plane, ["scan", ...where, "-q", "-o", "json", "--exit-zero"]);
  const report = JSON.parse(ended.stdout || "{}") as {
    readonly findings?: readonly { check: string; path: string; object: { kind: string } }[];
    readonly coverage?: { readonly notExamined: readonly { kind: string; reason: string }[] };
  };
  return {
    found: (report.findings ?? [])
      .filter(({ check }) => ABOUT.test(check))
      .map(({ check, path, object }) => `${check} ${object.kind} ${path}`),
    notAssessable: (report.coverage?.notExamined ?? [])
      .filter(({ kind }) => kind === "not-assessable")
      .map(({ reason }) => reason),
    status: ended.status,
    stderr: ended.stderr,
  };
}

const ABOUT = /^(?:api-server|certificate|controller-manager|scheduler|etcd|kubelet)-/;

export async function withPlane<Result>(
  options: ControlPlaneOptions,
  work: (plane: ControlPlane) => Promise<Result> | Result,
): Promise<Result> {
  const plane = await startControlPlane(options);
  try {
    return await work(plane);
  } finally {
    await plane.stop();
  }
}

/** A pod that shows how a program was started, as the kubelet of a control plane's node makes one of the static pod. */
function mirrorOf(program: string, pid: number): JsonObject {
  const [, ...flags] = readFileSync(`/proc/${pid}/cmdline`, "utf8")
    .split("\0")
    .filter((word) => word !== "");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `${program}-n1`, namespace: "kube-system" },
    spec: { containers: [{ name: program, image: program, command: [program, ...flags] }] },
  };
}

/** Has the cluster show pods of programs by their process ids. */
export async function showPods(
  plane: ControlPlane,
  pids: ReadonlyMap<string, number>,
): Promise<void> {
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
  await plane.ask("POST", "/api/v1/namespaces/kube-system/serviceaccounts", account);
  const pods = "/api/v1/namespaces/kube-system/pods";
  for (const [program, pid] of pids) {
    const { status } = await plane.ask("POST", pods, mirrorOf(program, pid));
    expect(status).toBe(201);
  }
}

/** The process of the API server of a plane. */
export function apiServerOf({ pids }: ControlPlane): ReadonlyMap<string, number> {
  return new Map([["kube-apiserver", pids.get("kube-apiserver") ?? 0]]);
}

export function idsOf({ found }: Scanned): readonly string[] {
  return [...new Set(found.map((line) => line.split(" ")[0] ?? ""))].sort();
}
