import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seeded } from "@watertight/core/testing";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../../conformance/suites.ts";
import { until } from "../control-plane/index.ts";
import { extent, seedOf } from "../live/extent.ts";

/*
 * A log is written, rotated and written twice in places, while what reads it is killed again and again: in the end each detection is
 * there once, in the order of the log.
 */

const COMMAND = join(ROOT, "packages/cli/bin/watertight.mjs");
const SEED = seedOf(20_261_130);
const KILLS = extent(12, 50);
/** Events that are written between two kills. */
const EVENTS = 400;

test(`killed at ${KILLS} random moments, detections are neither lost nor doubled (seed ${SEED})`, async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-resume-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const random = seeded(SEED);
  const log = writer(folder, () => random());
  const seen = { killedBeforeACommit: 0, killedLater: 0, rotations: 0 };
  log.write(EVENTS);
  for (let kill = 0; kill < KILLS; kill++) {
    const before = commitOf(folder);
    const child = spawn(process.execPath, argv("--follow"), { cwd: folder, stdio: "ignore" });
    const ended = once(child, "exit");
    // Some die before they have done anything, some while they write, some while they wait.
    const isEarly = random() < 0.2;
    if (!isEarly) await until("something is committed", () => commitOf(folder) !== before);
    log.write(Math.floor(random() * EVENTS));
    await wait(random() * 120);
    if (random() < 0.4) {
      log.rotate();
      seen.rotations += 1;
    }
    log.write(Math.ceil(random() * EVENTS));
    await wait(random() * 60);
    child.kill("SIGKILL");
    await ended;
    if (commitOf(folder) === before) seen.killedBeforeACommit += 1;
    else seen.killedLater += 1;
  }
  const last = spawn(process.execPath, argv(), { cwd: folder, stdio: "ignore" });
  await once(last, "exit");
  const found = readFileSync(join(folder, "spool/detections.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly auditID: string }).auditID);
  process.stdout.write(`seed ${SEED}: ${found.length} detections, ${JSON.stringify(seen)}\n`);
  expect(found).toEqual(log.expected());
  expect(seen.killedLater).toBeGreaterThan(KILLS / 3);
  expect(found.length).toBeGreaterThan(KILLS * 20);
});

function argv(...more: readonly string[]): readonly string[] {
  return [COMMAND, "audit", "detect", "--no-config", "--spool", "spool", ...more, "audit.log"];
}

function commitOf(folder: string): string {
  const state = join(folder, "spool/state.json");
  if (!existsSync(state)) return "none";
  const { ino, mtimeMs } = statSync(state);
  return `${ino} ${mtimeMs}`;
}

/** Writes events, of which one in three is an exec, and some twice, as an API server sends again what was not acknowledged. */
function writer(
  folder: string,
  random: () => number,
): {
  readonly write: (count: number) => void;
  readonly rotate: () => void;
  readonly expected: () => readonly string[];
} {
  const path = join(folder, "audit.log");
  const expected: string[] = [];
  let number = 0;
  let parts = 0;
  let latest = "";
  writeFileSync(path, "");
  return {
    write: (count) => {
      const lines: string[] = [];
      for (let index = 0; index < count; index++) {
        number += 1;
        const isExec = number % 3 === 0;
        if (isExec) expected.push(`id-${number}`);
        latest = lineOf(number, isExec);
        lines.push(latest, ...(random() < 0.1 ? [latest] : []));
      }
      const text = lines.join("");
      // A line may be read while only half of it is there.
      const cut = Math.floor(random() * text.length);
      appendFileSync(path, text.slice(0, cut));
      appendFileSync(path, text.slice(cut));
    },
    rotate: () => {
      parts += 1;
      renameSync(path, join(folder, `audit-${String(parts).padStart(4, "0")}.log`));
      writeFileSync(path, "");
    },
    expected: () => expected,
  };
}

function lineOf(number: number, isExec: boolean): string {
  const time = new Date(1_782_900_000_000 + number * 60_000).toISOString();
  const event = {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: `id-${number}`,
    stage: isExec ? "ResponseStarted" : "ResponseComplete",
    requestURI: `/api/v1/namespaces/shop/pods/web-${number}${isExec ? "/exec?command=sh" : ""}`,
    verb: "get",
    user: { username: "mallory", groups: [] },
    sourceIPs: ["10.0.0.7"],
    userAgent: "kubectl",
    objectRef: {
      resource: "pods",
      namespace: "shop",
      name: `web-${number}`,
      ...(isExec && { subresource: "exec" }),
    },
    responseStatus: { code: isExec ? 101 : 200 },
    requestReceivedTimestamp: time,
    stageTimestamp: time,
  };
  return `${JSON.stringify(event)}\n`;
}
