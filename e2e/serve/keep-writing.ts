/** Watches a cluster that changes all the time, until it is killed; with `once`, writes how it stands and ends. */

import { byLoopback, createLog, type Source, serveClusters } from "@watertight/server";
import { createStore, openDatabase } from "@watertight/store";
import { deploymentsAt, viewAt } from "./changing-world.ts";

const [place = "", from = "0", how = ""] = process.argv.slice(2);
const store = await createStore(await openDatabase(place), Date.now);
let told: () => void = () => undefined;
const written = new Promise<void>((settle) => {
  told = settle;
});
const source: Source = {
  ...{ name: "world", place: "a test" },
  follow: async (listener, signal) => {
    let step = Number(from);
    await listener.onView(viewAt(step));
    if (how === "once") {
      told();
      return;
    }
    // Whoever reads this may kill it at any moment from here on.
    console.log("writing");
    while (!signal.aborted) {
      const before = deploymentsAt(step);
      step += 1;
      const now = deploymentsAt(step);
      const view = viewAt(step);
      if (step % 7 === 0) {
        await listener.onView(view);
        continue;
      }
      const names = [...new Set([...before, ...now])];
      const other = names.filter((name) => before.has(name) !== now.has(name));
      await listener.onChanges(view, {
        changes: { put: [], removed: [] },
        fingerprints: new Set(other.map((name) => name.padStart(32, "0"))),
      });
    }
  },
};
const server = await serveClusters({
  ...{ store, sources: [source], authenticate: byLoopback, certificate: undefined },
  ...{ address: "127.0.0.1", port: 0, healthPort: undefined, version: "0", now: Date.now },
  ask: () => Promise.resolve({ status: 0, stdout: "", stderr: "" }),
  ...{ titleOf: (check) => check, tasks: [] },
  // Nobody takes any: what was put is counted.
  startCourier: () =>
    Promise.resolve({
      letters: (changes) => changes.map((change) => ({ channel: "everybody", change })),
      offer: () => Promise.reject(new Error("Nobody offers.")),
      wake: () => undefined,
      stop: () => Promise.resolve([]),
    }),
  log: createLog((line) => process.stderr.write(line), { level: "error", now: Date.now }),
});
await written;
await server.stop();
