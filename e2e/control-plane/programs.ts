import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cacheFolder } from "../../conformance/programs.ts";
import type { Need } from "../../tools/test-summary.ts";

/** The minors of Kubernetes that journeys run on, newest first, with the versions that are built. */
export const KUBERNETES = { "1.36": "v1.36.3", "1.34": "v1.34.4" } as const;

/** A minor version of Kubernetes. */
export type Minor = keyof typeof KUBERNETES;

export const NEWEST = "1.36" as const;
export const OLDER = "1.34" as const;

/** Programs of Kubernetes' own. */
export type KubernetesProgram =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kubectl"
  | "kubelet";

/** A program as Go builds it: of a module in `go/`, whose lock files pin all of its code. */
interface Recipe {
  /** Folder in `go/`. */
  readonly module: string;
  readonly source: string;
  /** Folder of the cache. */
  readonly folder: string;
  readonly name: string;
  /** Names a folder that holds the program, in place of one that is built. */
  readonly variable: string;
  readonly flags?: string;
}

/** The path of a program of Kubernetes, which is built where it is not there yet. */
export function kubernetesProgram(name: KubernetesProgram, minor: Minor): string {
  return programOf(recipeOf(name, minor));
}

export function etcd(): string {
  return programOf(ETCD);
}

/** kwok, and the folder of the stages that it leads Nodes and Pods through. */
export function kwok(): { readonly path: string; readonly stages: string } {
  const path = programOf(KWOK);
  const stages = join(dirname(path), "stages");
  if (!isThere(stages)) copyStages(stages);
  return { path, stages };
}

const ETCD: Recipe = {
  module: "1.36",
  source: "go.etcd.io/etcd/server/v3",
  folder: "etcd-3.6.8",
  name: "etcd",
  variable: "WATERTIGHT_ETCD",
};

const KWOK: Recipe = {
  module: "kwok",
  source: "sigs.k8s.io/kwok/cmd/kwok",
  folder: "kwok-0.8.0",
  name: "kwok",
  variable: "WATERTIGHT_KWOK",
};

/** What `kwok` is told of: fast Nodes and Pods (kustomize/stage of its module). */
const STAGES = [
  "node/fast/node-initialize.yaml",
  "node/heartbeat-with-lease/node-heartbeat-with-lease.yaml",
  "pod/fast/pod-ready.yaml",
  "pod/fast/pod-complete.yaml",
  "pod/fast/pod-delete.yaml",
];

function recipeOf(name: KubernetesProgram, minor: Minor): Recipe {
  const version = KUBERNETES[minor];
  const [, major = "", second = ""] = /^v(\d+)[.](\d+)/.exec(version) ?? [];
  const base = "k8s.io/component-base/version";
  const facts = {
    [`${base}.gitVersion`]: version,
    [`${base}.gitMajor`]: major,
    [`${base}.gitMinor`]: second,
    // Without it the audit log shows programs without a version.
    "k8s.io/client-go/pkg/version.gitVersion": version,
  };
  return {
    module: minor,
    source: `k8s.io/kubernetes/cmd/${name}`,
    folder: `kubernetes-${version.slice(1)}`,
    name,
    variable: `WATERTIGHT_KUBERNETES_${minor.replace(".", "_")}`,
    flags: Object.entries(facts)
      .map(([key, value]) => `-X ${key}=${value}`)
      .join(" "),
  };
}

function recipes(): readonly Recipe[] {
  const names = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"] as const;
  const minors = [NEWEST, OLDER];
  return [ETCD, KWOK, ...minors.flatMap((minor) => names.map((name) => recipeOf(name, minor)))];
}

function canBeHad(recipe: Recipe): boolean {
  return isThere(pathOf(recipe)) || hasGo();
}

function pathOf({ variable, folder, name }: Recipe): string {
  return join(process.env[variable] || join(cacheFolder(), folder), name);
}

/** Builds where it has to; throws an `Error` that says what to do where that fails. */
function programOf(recipe: Recipe): string {
  const path = pathOf(recipe);
  if (isThere(path)) return path;
  const { variable, name } = recipe;
  if (process.env[variable]) throw new Error(`${variable} names a folder without ${name}: ${path}`);
  process.stderr.write(`${name} is built with Go for the first time; this takes minutes.\n`);
  try {
    build(recipe, path);
  } catch (cause) {
    throw new Error(
      `${name} is missing and could not be built; set ${variable} to a folder that holds it, or install Go 1.26 or later.`,
      { cause },
    );
  }
  return path;
}

function build({ module, source, flags = "" }: Recipe, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(`${path}-`);
  const built = join(folder, "program");
  const args = ["build", "-trimpath", "-ldflags", `-s -w ${flags}`, "-o", built, source];
  try {
    go(module, args);
    // At once, so that another run never sees half of it.
    renameSync(built, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyStages(folder: string): void {
  const source = go("kwok", ["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok"]).trim();
  mkdirSync(folder, { recursive: true });
  for (const file of STAGES) {
    cpSync(join(source, "kustomize", "stage", file), join(folder, file.replaceAll("/", "-")));
  }
}

function go(module: string, args: readonly string[]): string {
  return execFileSync("go", args, {
    cwd: resolve(import.meta.dirname, "go", module),
    env: { ...process.env, GOTOOLCHAIN: "auto" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let goIsHere: boolean | undefined;

function hasGo(): boolean {
  goIsHere ??= spawnSync("go", ["version"], { stdio: "ignore" }).status === 0;
  return goIsHere;
}

/**
 * A control plane as tests need it: `describe("…", needing(CONTROL_PLANE), …)`. It is here where its programs are or Go can build
 * them; in CI it may not be absent.
 */
export const CONTROL_PLANE: Need = {
  name: "control plane",
  isHere: process.env["CI"] === "true" || recipes().every(canBeHad),
  hint: `kube-apiserver and its companions: Go 1.26 builds them once, in about ten minutes, or WATERTIGHT_KUBERNETES_1_36, WATERTIGHT_KUBERNETES_1_34, WATERTIGHT_ETCD and WATERTIGHT_KWOK name folders that hold them`,
};
