import type { Connection } from "@watertight/api-server";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Change, Courier } from "@watertight/delivery";
import type { Store } from "@watertight/store";
import type { Authenticate } from "./api/asker.ts";
import { createApiHandler } from "./api/handler.ts";
import type { AskVerb, Knowledge } from "./api/knowledge.ts";
import { openApiOf } from "./api/openapi.ts";
import { createPages } from "./api/pages.ts";
import { routesOf } from "./api/router.ts";
import type { DeliveryOptions } from "./delivery/start-delivery.ts";
import { createBodyReader } from "./frame/body.ts";
import { startHealth } from "./frame/health-server.ts";
import { type ServingCertificate, startHttps } from "./frame/https-server.ts";
import { type Log, reasonOf } from "./frame/log.ts";
import { createMetrics, type Metrics } from "./frame/metrics.ts";
import { observeProcess } from "./frame/process-metrics.ts";
import { toolsOf } from "./mcp/tools.ts";
import { createHub } from "./watching/hub.ts";
import { type Keeper, keep } from "./watching/keeper.ts";
import { elect } from "./watching/leader.ts";
import { createWatchMetrics } from "./watching/metrics.ts";
import { tellChannels } from "./watching/outgoing.ts";
import { reportTable } from "./watching/report-table.ts";
import { schedule, type Task } from "./watching/schedule.ts";
import type { Source } from "./watching/source.ts";
import { storedSnapshot } from "./watching/stored.ts";

/** What a server that watches clusters is told. */
export interface ServeClustersOptions {
  readonly store: Store;
  readonly sources: readonly Source[];
  readonly authenticate: Authenticate;
  /** Undefined: plain HTTP. */
  readonly certificate: ServingCertificate | undefined;
  readonly address: string;
  readonly port: number;
  /** Undefined: no probes and metrics. */
  readonly healthPort: number | undefined;
  /** Several servers of one store ask for this lease, and one of them writes. */
  readonly lease?: {
    readonly connection: Connection;
    readonly namespace: string;
    readonly name: string;
    readonly identity: string;
  };
  readonly ask: AskVerb;
  /** Starts what takes changes and reports to channels, each time that this server begins to lead; absent: nothing leaves. */
  readonly startCourier?: (
    given: Pick<DeliveryOptions, "metrics" | "outbox" | "table">,
  ) => Promise<Courier>;
  readonly titleOf: (check: string) => string;
  readonly tasks: readonly Task[];
  readonly version: string;
  /** Metrics of what else runs in this process. */
  readonly registry?: Metrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A server that watches clusters and answers. */
export interface RunningClusters {
  readonly port: number;
  readonly healthPort: number;
  readonly stop: () => Promise<void>;
}

const MIB = 1024 * 1024;
/** Milliseconds that a server which ends gives to what is to be told. */
const LAST_LETTERS_MS = 5000;
/** Milliseconds between two looks at what another server may have written, and between two signs of life. */
const STREAM = { pace: 1000, beat: 15_000 };

/** Starts the API at once; what it knows is what the store has, until clusters are read. */
export async function serveClusters(options: ServeClustersOptions): Promise<RunningClusters> {
  const { store, log, now, version } = options;
  const registry = options.registry ?? ownMetrics();
  const metrics = createWatchMetrics(registry);
  const hub = createHub();
  const leading = createLeading(options, { hub, metrics, registry });
  const knowledge = knowledgeOf(options, leading.keepers);
  const routes = routesOf(knowledge);
  const server = await startHttps({
    ...{ address: options.address, port: options.port, certificate: options.certificate },
    handler: createApiHandler({
      ...{ routes, metrics, log, authenticate: options.authenticate },
      openApi: openApiOf(routes, version),
      pages: createPages(knowledge),
      bodies: createBodyReader({ each: 8 * MIB, together: 64 * MIB }),
      streaming: { store, hub, log, ...STREAM },
      // What speaks the protocol is loaded when it is first spoken.
      protocol: async (...asked) => {
        const { protocolOverHttp } = await import("./mcp/protocol.ts");
        return protocolOverHttp(toolsOf(routes), version)(...asked);
      },
    }),
    connections: { together: 1024, fromOne: 256 },
  });
  registry.observed("watertight_leading", "Whether this server watches and writes.", () =>
    leading.isLeading() ? 1 : 0,
  );
  registry.observed("watertight_event_streams", "Streams of events that are open.", hub.listeners);
  const health =
    options.healthPort === undefined
      ? undefined
      : await startHealth(
          { address: options.address, port: options.healthPort },
          // Whoever does not lead answers from the store all the same.
          { metrics: registry, readiness: () => [] },
        );
  leading.start();
  const ports = { port: server.port, healthPort: health?.port ?? 0 };
  log.info("serving", { ...ports, clusters: options.sources.map(({ name }) => name) });
  return {
    ...ports,
    stop: async () => {
      log.info("ending");
      await leading.stop();
      server.drain();
      await server.close();
      await health?.close();
      await store.close();
      log.info("ended", { at: new Date(now()).toISOString() });
    },
  };
}

function ownMetrics(): Metrics {
  const registry = createMetrics();
  observeProcess(registry);
  return registry;
}

interface Leading {
  readonly keepers: () => readonly Keeper[];
  readonly isLeading: () => boolean;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** Watches while this server leads: always, or while it has the lease. */
function createLeading(
  options: ServeClustersOptions,
  {
    hub,
    metrics,
    registry,
  }: {
    readonly hub: ReturnType<typeof createHub>;
    readonly metrics: ReturnType<typeof createWatchMetrics>;
    readonly registry: Metrics;
  },
): Leading {
  const { store, log, now, sources, lease, titleOf, startCourier } = options;
  let keepers: readonly Keeper[] = [];
  let standing: AbortSignal | undefined;
  let delivering: Promise<void> = Promise.resolve();
  const ending = new AbortController();
  const watch = (until: AbortSignal, courier?: Courier): void => {
    const lettersFor = courier?.letters ?? (() => []);
    const tell = tellChannels({ store, metrics }, { lettersFor, titleOf });
    const keeping = { store, hub, log, metrics, now, tell, sleep };
    keepers = sources.map((source) => keep(source, keeping, until));
    const tasks = schedule(options.tasks, { record: store.schedules, now, log });
    until.addEventListener("abort", tasks.stop, { once: true });
  };
  /** Watches once there is somebody to tell, and tells what is left when nothing is watched any more. */
  const deliver = async (
    until: AbortSignal,
    start: NonNullable<ServeClustersOptions["startCourier"]>,
  ): Promise<void> => {
    const outbox = store.outbox<Change>();
    const courier = await start({ outbox, metrics: registry, table: () => reportTable(store) });
    const deaf = hub.listen(courier.wake);
    if (!until.aborted) {
      watch(until, courier);
      await new Promise((settle) => {
        until.addEventListener("abort", settle, { once: true });
      });
      await Promise.all(keepers.map(({ ended }) => ended));
    }
    deaf();
    for (const { channel, waiting } of await courier.stop(LAST_LETTERS_MS))
      log.info("changes wait for the next start", { channel, waiting });
  };
  const lead = (signal: AbortSignal): void => {
    const until = AbortSignal.any([signal, ending.signal]);
    standing = until;
    if (startCourier === undefined) {
      watch(until);
      return;
    }
    // Two couriers of one process would send twice what the first has not marked yet.
    delivering = delivering
      .then(() => deliver(until, startCourier))
      .catch((error: unknown) => {
        log.error("changes cannot be told to others", { reason: reasonOf(error) });
      });
  };
  let election: ReturnType<typeof elect> | undefined;
  return {
    // What was seen before another led is no longer kept.
    keepers: () => (standing?.aborted === false ? keepers : []),
    isLeading: () => (election ? election.isLeading() : keepers.length > 0),
    start: () => {
      if (lease) election = elect({ ...lease, log, now, lead });
      else lead(ending.signal);
    },
    stop: async () => {
      ending.abort();
      await Promise.all(keepers.map(({ ended }) => ended));
      await delivering;
      // Only now may another write.
      await election?.stop();
    },
  };
}

function knowledgeOf(
  { store, ask }: ServeClustersOptions,
  keepers: () => readonly Keeper[],
): Knowledge {
  const remembered = new Map<string, { revision: number; snapshot: Snapshot | undefined }>();
  const keeperOf = (cluster: string) => keepers().find(({ source }) => source.name === cluster);
  return {
    store,
    ask,
    troubleOf: (cluster) => keeperOf(cluster)?.trouble() ?? "",
    snapshotOf: async (cluster) => {
      const seen = keeperOf(cluster)?.view();
      if (seen) return seen;
      const [known] = await store.clusters("all", cluster);
      const revision = known?.revision ?? 0;
      const before = remembered.get(cluster);
      if (before?.revision === revision) return before.snapshot;
      const snapshot = await storedSnapshot(store, cluster);
      remembered.set(cluster, { revision, snapshot });
      return snapshot;
    },
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      settle();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
