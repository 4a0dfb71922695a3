import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createStore, type FindingEvent, openDatabase } from "@watertight/store";
import { afterAll, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { extent } from "../live/extent.ts";
import { POSTGRES, startPostgres } from "../store/postgres-server.ts";
import { deploymentsAt } from "./changing-world.ts";

const KILLS = extent(3, 50);
const SCRIPT = fileURLToPath(new URL("keep-writing.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "watertight-killed-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the writer; it is killed so many milliseconds after it has begun, if any are given. */
function write(place: string, from: number, killedAfter?: number): Promise<NodeJS.Signals | null> {
  return new Promise((settle, fail) => {
    const child = spawn(
      process.execPath,
      [
        ...["--conditions=source", "--import", "tsx", SCRIPT, place, String(from)],
        killedAfter === undefined ? "once" : "",
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    child.on("error", fail);
    child.on("exit", (_code, signal) => {
      settle(signal);
    });
    child.stdout.once("data", () => {
      if (killedAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killedAfter);
    });
  });
}

/** What may follow in the life of a finding. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  "": ["opened"],
  opened: ["resolved"],
  resolved: ["reopened"],
  reopened: ["resolved"],
};

async function check(place: string): Promise<void> {
  const moments: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Early ones fall into the first commits, late ones anywhere.
    const moment = Math.round((kill / KILLS) * 700 + Math.random() * 40);
    moments.push(moment);
    expect(await write(place, kill * 100_000 + kill, moment)).toBe("SIGKILL");
  }
  const last = KILLS * 100_000 + 3;
  expect(await write(place, last)).toBeNull();
  const store = await createStore(await openDatabase(place), Date.now);
  try {
    const open = await store.findings("all", {
      ...{ filter: { states: ["open"] }, order: "check", limit: 500 },
    });
    const names = (open?.items ?? []).map(
      // A door: it is written as `-o json` writes it.
      ({ document }) => (JSON.parse(document) as { object: { name: string } }).object.name,
    );
    expect(new Set(names), `killed after ${moments.join(", ")} ms`).toEqual(deploymentsAt(last));
    const lives = new Map<string, string>();
    const keys: string[] = [];
    for await (const { id, fingerprint, type, revision } of eventsOf(store)) {
      expect(AFTER[lives.get(fingerprint) ?? ""], `event ${id}`).toContain(type);
      lives.set(fingerprint, type);
      if (revision > 1) keys.push(`finding/${id}`);
    }
    const letters = await store.database.reading
      .selectFrom("messages")
      .select("dedup_key")
      .where("channel", "=", "everybody")
      .orderBy("id")
      .execute();
    expect(letters.map((letter) => letter.dedup_key).toSorted()).toEqual(keys.toSorted());
    expect(keys.length).toBeGreaterThan(40);
  } finally {
    await store.close();
  }
}

async function* eventsOf(
  store: Awaited<ReturnType<typeof createStore>>,
): AsyncGenerator<FindingEvent> {
  let after = 0;
  for (;;) {
    const events = await store.events("all", { filter: {}, after, limit: 1000 });
    yield* events;
    const last = events.at(-1);
    if (!last) return;
    after = last.id;
  }
}

test("a server that is killed at any moment loses no finding and tells none twice", async () => {
  await check(join(folder, "store.db"));
});

test("the same in PostgreSQL", needing(POSTGRES), async () => {
  const server = await startPostgres();
  try {
    await check(server.url);
  } finally {
    server.stop();
  }
});
