import { startReceiver } from "@watertight/delivery/testing";
import { createStore, openDatabase, type Store } from "@watertight/store";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findingOf, type ToldSource, toldSource, viewOf } from "../../testing/clusters.ts";
import { byLoopback } from "../api/asker.ts";
import { createLog } from "../frame/log.ts";
import { type RunningClusters, serveClusters } from "../serve-clusters.ts";
import { reportTable } from "../watching/report-table.ts";
import { startDelivery } from "./start-delivery.ts";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let store: Store;
let source: ToldSource;
let server: RunningClusters;

beforeAll(async () => {
  receiver = await startReceiver();
  store = await createStore(await openDatabase(":memory:"), Date.now);
  source = toldSource("one");
  const log = createLog(() => undefined, { level: "error", now: () => 0 });
  server = await serveClusters({
    ...{ store, sources: [source], authenticate: byLoopback, certificate: undefined, log },
    ...{ address: "127.0.0.1", port: 0, healthPort: undefined, version: "1", now: Date.now },
    ask: () => Promise.resolve({ status: 0, stdout: "", stderr: "" }),
    ...{ titleOf: () => "Privileged containers", tasks: [] },
    startCourier: (given) =>
      startDelivery({
        ...{ ...given, directory: ".", version: "1", log },
        environment: { KEY: "a key of sixteen bytes or more" },
        notifications: {
          webhook: [{ name: "soc", url: receiver.url, secret: { env: "KEY" }, severity: "high" }],
        },
      }),
  });
});
afterAll(async () => {
  await server.stop();
  await receiver.stop();
});

/** What was told, in its order. */
function told(): readonly string[] {
  return receiver.requests.flatMap(({ body }) => {
    const { type, data } = JSON.parse(body) as {
      readonly type: string;
      readonly data: { readonly object?: { readonly name: string } };
    };
    return [`${type} ${data.object?.name ?? ""}`];
  });
}

test("what changes is told to the channels that want it, in its order; how things stand at first is no change", async () => {
  await source.see(viewOf(["web"], [findingOf("web")]));
  await source.see(
    viewOf(["web", "db", "job"], [findingOf("web"), findingOf("db"), findingOf("job", "low")]),
  );
  await vi.waitFor(() => {
    expect(told()).toEqual(["watertight.finding.opened db"]);
  }, 30_000);
  await source.see(viewOf(["web", "job"], [findingOf("web"), findingOf("job", "low")]));
  await vi.waitFor(() => {
    expect(told()).toEqual(["watertight.finding.opened db", "watertight.finding.resolved db"]);
  }, 30_000);
});

test("a mailed report holds what stands open, the worst first", async () => {
  const { title, summary, columns, rows } = await reportTable(store);
  expect({ title, summary }).toEqual({
    title: "2 open findings",
    summary: ["2 findings are open: 1 high, 1 low."],
  });
  expect(rows.map((row) => row.slice(0, 8))).toEqual([
    ["one", "high", "privileged-container", "shop", "Deployment", "web", "", "spec.template.spec"],
    ["one", "low", "privileged-container", "shop", "Deployment", "job", "", "spec.template.spec"],
  ]);
  expect(columns).toHaveLength(rows[0]?.length ?? 0);
});
