import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import { reportOf } from "../../testing/report.ts";
import { type Outcome, watertightIn } from "../../testing/watertight.ts";
import { UsageError } from "../usage-error.ts";

/** A Deployment that takes the place of the cluster's privileged one, and a Pod that names what is there and what is not. */
const FILES = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: job, namespace: shop}
spec:
  containers:
  - name: main
    image: nginx
    envFrom:
    - configMapRef: {name: settings}
    - configMapRef: {name: missing}
`;
const CHECKS = ["--check", "config-map-reference-missing,privileged-container", "-o", "json"];
const FROM_KUBECONFIG = LIVE.filter((word) => word !== "--cluster");

function findingsIn(outcome: Outcome): readonly string[] {
  return reportOf(outcome).findings.map(
    ({ check, object, location }) => `${check} ${object.name} ${location.file}:${location.line}`,
  );
}

test("files are judged as they would stand in the cluster, and findings are of the files alone", async () => {
  const { folder } = await liveShop();
  writeFileSync(join(folder, "pr.yaml"), FILES);
  expect(findingsIn(await watertightIn(folder, ["scan", "pr.yaml", ...CHECKS]))).toEqual([]);
  const missing = ["config-map-reference-missing job pr.yaml:19"];
  const live = await watertightIn(folder, [
    ...["scan", "pr.yaml", "--against-cluster", ...FROM_KUBECONFIG, ...CHECKS],
  ]);
  expect(findingsIn(live)).toEqual(missing);
  await watertightIn(folder, ["snapshot", "-q", "-o", "c.snapshot", ...LIVE]);
  const kept = ["scan", "pr.yaml", "--against-snapshot", "c.snapshot", ...CHECKS];
  expect(await watertightIn(folder, kept)).toEqual(live);
});

test("access, network and pod-security answer for the cluster with the files applied", async () => {
  const { folder } = await liveShop();
  writeFileSync(join(folder, "pr.yaml"), FILES);
  await watertightIn(folder, ["snapshot", "-q", "-o", "c.snapshot", ...LIVE]);
  const argv = ["network", "connections", "pr.yaml", "--against-snapshot", "c.snapshot"];
  const { stdout } = await watertightIn(folder, argv);
  expect(stdout.split("\n").filter((line) => line.startsWith("shop/job"))).toEqual([
    "shop/job[Pod] => 0.0.0.0-255.255.255.255[External] : all ports",
    "shop/job[Pod] => bank/web[Deployment] : all ports",
    "shop/job[Pod] => shop/web[Deployment] : all ports",
  ]);
  const pods = await watertightIn(folder, [
    ...["pod-security", "evaluate", "--level", "baseline", "-o", "json"],
    ...["pr.yaml", "--against-snapshot", "c.snapshot"],
  ]);
  const { pods: judged } = JSON.parse(pods.stdout) as { pods: { object: { name: string } }[] };
  expect(judged.map(({ object }) => object.name)).toEqual(["web", "job", "web"]);
});

test("what makes no sense is refused in a sentence", async () => {
  const { folder } = await liveShop();
  writeFileSync(join(folder, "pr.yaml"), FILES);
  const failure = async (...argv: string[]): Promise<string> => {
    const ended = await watertightIn(folder, argv).catch((error: unknown) => error);
    return ended instanceof UsageError ? ended.message : "";
  };
  expect(await failure("scan", "pr.yaml", "--against-snapshot", "pr.yaml")).toBe(
    "pr.yaml cannot be read: It is no snapshot of a cluster.",
  );
  expect(await failure("scan", "pr.yaml", "--against-snapshot", "a", "--against-cluster")).toBe(
    "Give --against-cluster or --against-snapshot, not both.",
  );
  await watertightIn(folder, ["snapshot", "-q", "-o", "c.snapshot", ...LIVE]);
  expect(await failure("scan", "c.snapshot", "--against-snapshot", "c.snapshot")).toBe(
    "What is judged in a cluster are files: give a PATH that is no cluster and no snapshot of one.",
  );
});
