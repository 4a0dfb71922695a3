import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JsonObject, type JsonValue, objectAt, textAt } from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { CONTROL_PLANE, type ControlPlane, startControlPlane } from "../control-plane/index.ts";
import { extent } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { largeCluster } from "./large-cluster.ts";
import { mustCreate, namespace } from "./objects.ts";

const OBJECTS = 10_000;
const COMMAND = join(ROOT, "packages/cli/bin/watertight.mjs");

describe(`a cluster of ${OBJECTS} objects`, needing(CONTROL_PLANE), () => {
  let plane: ControlPlane;
  let folder: string;
  beforeAll(async () => {
    plane = await startControlPlane();
    folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-large-"));
    const objects = largeCluster(OBJECTS);
    const spaces = [...new Set(objects.map((object) => textAt(object, "metadata", "namespace")))];
    await inParallel(spaces, (name) => mustCreate(plane.ask, namespace(name)));
    await inParallel(objects, (object) => mustCreate(plane.ask, object), 32);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await plane.stop();
  });

  test("is read and scanned in hardly more time than its lists take, gently and in little memory", () => {
    const { events } = scanned(plane, folder, "100000");
    const lists = listsIn(events);
    const seen: Record<string, unknown> = { lists: lists.length };
    for (const rate of [undefined, 20]) {
      const runs = Array.from({ length: extent(1, 3) }, () => {
        const plain = plainLists(plane, lists, rate);
        const own = scanned(plane, folder, String(rate ?? 100_000));
        expect(mostInFlight(own.events)).toBeLessThanOrEqual(2);
        // What goes in even steps may come in uneven ones.
        if (rate !== undefined) expect(mostInASecond(own.events)).toBeLessThanOrEqual(rate * 1.25);
        return { ratio: own.seconds / plain, plain, ...own };
      });
      const median = runs.sort((a, b) => a.ratio - b.ratio)[runs.length >> 1];
      const memory = Math.max(...runs.map((run) => run.megabytes));
      seen[rate === undefined ? "no limit" : `${rate} a second`] = {
        plain: median?.plain.toFixed(2),
        scan: median?.seconds.toFixed(2),
        processor: median?.processor.toFixed(2),
        ratio: median?.ratio.toFixed(2),
        memory,
      };
      expect(memory).toBeLessThan(400);
    }
    process.stdout.write(`${JSON.stringify(seen)}\n`);
  });
});

interface Run {
  readonly seconds: number;
  /** Seconds of the processor. */
  readonly processor: number;
  readonly megabytes: number;
  /** What the API server has written of it in its audit log. */
  readonly events: readonly JsonObject[];
}

/** Runs the command and looks at what it took. */
function scanned(plane: ControlPlane, folder: string, rate: string): Run {
  const log = join(plane.folder, "audit.log");
  const before = readFileSync(log).length;
  const usage = join(folder, "usage.json");
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...["--import", join(import.meta.dirname, "measure-usage.mjs"), COMMAND],
      ...["scan", "--cluster", "--request-rate", rate, "-q", "-o", "summary", "--exit-zero"],
    ],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"], KUBECONFIG: plane.kubeconfig, WATERTIGHT_USAGE: usage },
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    },
  );
  const seconds = (performance.now() - start) / 1000;
  expect([status, stderr]).toEqual([0, ""]);
  const used = JSON.parse(readFileSync(usage, "utf8")) as NodeJS.ResourceUsage;
  const megabytes = Math.round(used.maxRSS / 1024);
  const processor = (used.userCPUTime + used.systemCPUTime) / 1e6;
  const text = readFileSync(log).subarray(before).toString();
  const events = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as JsonObject)
    .filter((event) => textAt(event, "userAgent").startsWith("watertight/"));
  return { seconds, processor, megabytes, events };
}

interface PlainList {
  readonly path: string;
  readonly accept: string;
}

/** The first page of each list that was asked for. */
function listsIn(events: readonly JsonObject[]): readonly PlainList[] {
  return completed(events)
    .filter((event) => textAt(event, "verb") === "list")
    .map((event) => textAt(event, "requestURI"))
    .filter((path) => !path.includes("continue="))
    .map((path) => ({
      path,
      accept: path.includes("/secrets?")
        ? "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
        : "application/json",
    }));
}

function completed(events: readonly JsonObject[]): readonly JsonObject[] {
  return events.filter((event) => textAt(event, "stage") === "ResponseComplete");
}

/** The seconds that the same lists take when nothing is done with them. */
function plainLists(
  plane: ControlPlane,
  paths: readonly PlainList[],
  rate: number | undefined,
): number {
  const authority = readFileSync(plane.certs.authority, "utf8");
  const input = JSON.stringify({
    url: plane.url,
    authority,
    token: plane.tokens.get("admin"),
    rate,
    paths,
  });
  const start = performance.now();
  const program = join(import.meta.dirname, "plain-lists.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(Number(objectAt(JSON.parse(stdout) as JsonValue)["bytes"])).toBeGreaterThan(10_000_000);
  return (performance.now() - start) / 1000;
}

/** How many lists the server had to answer at one time. */
function mostInFlight(events: readonly JsonObject[]): number {
  const changes = completed(events)
    .filter((event) => textAt(event, "verb") === "list")
    .flatMap((event) => [
      { at: textAt(event, "requestReceivedTimestamp"), by: 1 },
      { at: textAt(event, "stageTimestamp"), by: -1 },
    ])
    .sort((a, b) => (a.at === b.at ? a.by - b.by : a.at < b.at ? -1 : 1));
  let now = 0;
  return Math.max(...changes.map(({ by }) => (now += by)));
}

/** How many requests the server was sent in any second. */
function mostInASecond(events: readonly JsonObject[]): number {
  const times = completed(events)
    .map((event) => Date.parse(textAt(event, "requestReceivedTimestamp")))
    .sort((a, b) => a - b);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
}
