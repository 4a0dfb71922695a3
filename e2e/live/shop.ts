import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import {
  isKubernetesObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  textAt,
} from "@watertight/core/kubernetes";
import { neededProgram } from "../../conformance/programs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { type Outcome, watertightIn } from "../../packages/cli/testing/watertight.ts";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { mustCreate } from "./objects.ts";

/** The example's shop in a real cluster of two Nodes, where its Pods run. */
export interface LiveShop {
  readonly plane: ControlPlane;
  /** A folder for files, gone after `stop`. */
  readonly folder: string;
  /** The shop's objects as they are written, in `shop.json`. */
  readonly objects: readonly KubernetesObject[];
  /** Runs the command in the folder; `--cluster` leads to the cluster, as its administrator. */
  readonly watertight: (argv: readonly string[], kubeconfig?: string) => Promise<Outcome>;
  readonly kubectl: (args: readonly string[], input?: string) => string;
  readonly stop: () => Promise<void>;
}

const RUNNING: ControlPlaneOptions = {
  ...{ withControllers: true, withScheduler: true, withKwok: true },
  // A Job that begins while a test runs would be a difference.
  controllerManagerFlags: ["--controllers=*,-cronjob-controller"],
};

const SHOP = join(ROOT, "examples/shop");

/** Starts it; `alone` with an API server and nothing that acts on what it holds. */
export async function startShop(how: "running" | "alone"): Promise<LiveShop> {
  const plane = await startControlPlane(how === "alone" ? {} : RUNNING);
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-shop-"));
  const before = process.env["KUBECONFIG"];
  const watertight: LiveShop["watertight"] = async (argv, kubeconfig = plane.kubeconfig) => {
    process.env["KUBECONFIG"] = kubeconfig;
    try {
      return await watertightIn(folder, argv);
    } finally {
      if (before === undefined) delete process.env["KUBECONFIG"];
      else process.env["KUBECONFIG"] = before;
    }
  };
  const kubectl: LiveShop["kubectl"] = (args, input = "") => {
    const { status, stdout, stderr } = spawnSync(
      plane.kubectl,
      ["--kubeconfig", plane.kubeconfig, ...args],
      { cwd: folder, input, encoding: "utf8", maxBuffer: 2 ** 28 },
    );
    if (status !== 0) throw new Error(`kubectl ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  const stop = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    await plane.stop();
  };
  try {
    const objects = await shopObjects();
    writeFileSync(join(folder, "shop.json"), listOf(objects));
    for (const name of ["node-1", "node-2"]) await mustCreate(plane.ask, fakeNode(name));
    kubectl(["apply", "-f", "shop.json"]);
    if (how === "running") await untilSettled(plane);
    return { plane, folder, objects, watertight, kubectl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A `v1` List, as `kubectl apply` takes it. */
export function listOf(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** What the example renders to, Namespaces first; the overlay of Kustomize, which changes what its base says, is left out. */
export async function shopObjects(): Promise<readonly KubernetesObject[]> {
  const helm = neededProgram("helm");
  const before = process.env["PATH"] ?? "";
  process.env["PATH"] = [dirname(helm.path), before].join(delimiter);
  const { stdout } = await watertightIn(ROOT, ["objects", "-q", SHOP]);
  process.env["PATH"] = before;
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as JsonValue);
  const objects = lines
    .filter((line) => !textAt(line, "file").includes("/overlays/"))
    .map((line) => (line as { readonly object: JsonValue }).object)
    .filter(isKubernetesObject)
    .filter(({ kind }) => kind !== "Kustomization");
  const isNamespace = ({ kind }: KubernetesObject): boolean => kind === "Namespace";
  return [...objects.filter(isNamespace), ...objects.filter((each) => !isNamespace(each))];
}

/** A Node that kwok keeps ready. */
function fakeNode(name: string): KubernetesObject {
  const capacity = { cpu: "64", memory: "256Gi", pods: "1000" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, annotations: { "kwok.x-k8s.io/node": "fake" } },
    status: { capacity, allocatable: capacity },
  };
}

/** Until all Pods that can run do, and no Pod has changed for a second. */
async function untilSettled({ ask }: ControlPlane): Promise<void> {
  let known = "";
  let since = performance.now();
  await until("the Pods have settled", async () => {
    const { json } = await ask("GET", "/api/v1/pods");
    const pods = listAt(json, "items");
    const now = pods.map((pod) => textAt(pod, "metadata", "resourceVersion")).join(" ");
    if (now !== known) {
      known = now;
      since = performance.now();
    }
    const running = pods.filter((pod) => textAt(pod, "status", "phase") === "Running");
    return running.length >= 20 && performance.now() - since > 2000;
  });
}
