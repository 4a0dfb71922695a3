import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { builtInChecks } from "@watertight/core/checks";
import { errorWords } from "@watertight/manifests";
import type {
  Authenticate,
  Log,
  Metrics,
  RunningClusters,
  ServeClustersOptions,
} from "@watertight/server";
import type { Arguments, Command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { withConnection } from "../../live/read-live.ts";
import { configurationFor } from "../../reading.ts";
import { openStore } from "../../store-place.ts";
import { UsageError } from "../../usage-error.ts";
import { verbAsker } from "./asking.ts";
import { logOf, nameIn } from "./settings.ts";
import { sourcesOf } from "./sources.ts";

const VERB = { verb: "serve" };
const DAY = 24 * 60 * 60 * 1000;

/** What else a process has. */
interface Beside {
  readonly commands: readonly Command[];
  readonly registry?: Metrics;
}

/** Starts what watches and answers; wrong usage is told before anything is served. */
export async function startWatching(
  args: Arguments,
  context: Context,
  beside: Beside,
): Promise<Pick<RunningClusters, "stop">> {
  const { serveClusters } = await import("@watertight/server");
  const log = await logOf(args, context);
  // What reading a cluster remarks goes where everything goes.
  const remarking: Context = {
    ...context,
    stderr: {
      ...context.stderr,
      isTerminal: false,
      write: (text) => {
        log.info(text.trim());
      },
    },
  };
  const sources = sourcesOf(args, remarking);
  const listening = await listeningOf(args, context);
  for (const path of args.operands.filter(isClusterPath)) {
    // Whether the settings are right; whether the server answers shows later.
    await withConnection(path, args, context, () => Promise.resolve());
  }
  const ask = await verbAsker(args, remarking, beside.commands);
  const courier = await courierOf(args, context, log);
  const store = await openStore(args, context);
  const retention = (args.integer("retention") ?? 90) * DAY;
  const titles = new Map(builtInChecks().map(({ id, title }) => [id, title]));
  const start = (lease?: ServeClustersOptions["lease"]): Promise<RunningClusters> =>
    serveClusters({
      ...{ store, sources, ask, log, now: Date.now, version: context.version },
      ...listening,
      ...(lease && { lease }),
      ...(beside.registry && { registry: beside.registry }),
      healthPort: beside.registry ? undefined : args.integer("health-port"),
      ...(courier && { startCourier: courier }),
      titleOf: (check) => titles.get(check) ?? check,
      tasks: [
        {
          name: "retention",
          every: DAY,
          run: async () => {
            const pruned = await store.prune(Date.now() - retention);
            log.info("what was over is forgotten", { ...pruned });
          },
        },
      ],
    });
  if (args.value("leader-lease") === undefined) return start();
  return startWithLease(args, context, start);
}

/** What starts the courier of the configuration's channels; a channel that cannot be made is told at once. */
async function courierOf(
  args: Arguments,
  context: Context,
  log: Log,
): Promise<ServeClustersOptions["startCourier"]> {
  const { notifications, directory } = await configurationFor(args, context);
  const { configuredChannels } = await import("@watertight/delivery");
  if (configuredChannels(notifications).length === 0) return undefined;
  const { startDelivery } = await import("@watertight/server");
  const [path] = args.operands.filter(isClusterPath);
  const { environment, version } = context;
  const start: NonNullable<ServeClustersOptions["startCourier"]> = (given) => {
    const delivery = { ...given, notifications, directory, environment, version, log };
    if (path === undefined) return startDelivery(delivery);
    // The connection is there as long as the courier.
    return new Promise((settle, fail) => {
      let end: () => void = () => undefined;
      const ended = new Promise<void>((close) => {
        end = close;
      });
      withConnection(path, args, context, async (connection) => {
        const courier = await startDelivery({ ...delivery, connection });
        settle({ ...courier, stop: (milliseconds) => courier.stop(milliseconds).finally(end) });
        await ended;
      }).catch(fail);
    });
  };
  return start;
}

/** The lease is in the first cluster that is watched. */
async function startWithLease(
  args: Arguments,
  context: Context,
  start: (lease: ServeClustersOptions["lease"]) => Promise<RunningClusters>,
): Promise<Pick<RunningClusters, "stop">> {
  const place = nameIn(args, "leader-lease");
  const [path] = args.operands.filter(isClusterPath);
  if (path === undefined) throw new UsageError("--leader-lease needs a running cluster.", VERB);
  const identity = `${hostname()}_${randomUUID()}`;
  return new Promise((settle, fail) => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((close) => {
      end = close;
    });
    // The connection is there as long as the server.
    withConnection(path, args, context, async (connection) => {
      const running = await start({ connection, ...place, identity });
      settle({ stop: () => running.stop().finally(end) });
      await ended;
    }).catch(fail);
  });
}

/** Where the API listens, and who may ask; beyond this machine nobody without a token, and no token without TLS. */
async function listeningOf(
  args: Arguments,
  context: Context,
): Promise<Pick<ServeClustersOptions, "address" | "authenticate" | "certificate" | "port">> {
  const { byLoopback, byToken, isLoopback } = await import("@watertight/server");
  const address = args.value("api-address") ?? "127.0.0.1";
  const token = await tokenOf(args, context);
  const certificate = await certificateOf(args, context);
  if (!isLoopback(address)) {
    if (token === undefined) {
      throw new UsageError(
        `--api-address ${address} is seen from elsewhere: give a token with --api-token-file.`,
        VERB,
      );
    }
    if (!certificate && !args.flag("without-tls")) {
      throw new UsageError(
        `--api-address ${address} is seen from elsewhere: give --api-tls-cert and --api-tls-key, or --without-tls where something in front of the server has TLS.`,
        VERB,
      );
    }
  }
  const authenticate: Authenticate = token === undefined ? byLoopback : byToken(token);
  return { address, port: args.integer("api-port") ?? 8480, certificate, authenticate };
}

/** As short ones can be guessed. */
const SHORTEST_TOKEN = 16;

async function tokenOf(args: Arguments, context: Context): Promise<string | undefined> {
  const file = args.value("api-token-file");
  const given =
    file === undefined ? context.environment["WATERTIGHT_API_TOKEN"] : await textOf(file, context);
  if (given === undefined) return undefined;
  const token = given.trim();
  if (/^[\w.~+/=-]+$/.test(token) && token.length >= SHORTEST_TOKEN) return token;
  throw new UsageError(
    `The token has to have ${SHORTEST_TOKEN} letters, digits or signs of -._~+/= at least, and nothing else.`,
    VERB,
  );
}

async function certificateOf(
  args: Arguments,
  context: Context,
): Promise<ServeClustersOptions["certificate"]> {
  const [cert, key] = [args.value("api-tls-cert"), args.value("api-tls-key")];
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new UsageError("Give --api-tls-cert and --api-tls-key together.", VERB);
  }
  return { cert: await textOf(cert, context), key: await textOf(key, context) };
}

async function textOf(file: string, { workingDirectory }: Context): Promise<string> {
  try {
    return await readFile(resolve(workingDirectory, file), "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${errorWords(error)}.`, VERB);
  }
}
