import { setFlagsFromString } from "node:v8";
import type { Connection } from "@watertight/api-server";
import {
  isKubernetesObject,
  type KubernetesObject,
  NEWEST_VERSION,
} from "@watertight/core/kubernetes";
import { yamlOf } from "@watertight/reports/text";
import type { Metrics } from "@watertight/server";
import type { Arguments, Command, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending } from "../../ending.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { withConnection } from "../../live/read-live.ts";
import { UsageError } from "../../usage-error.ts";
import { documentsAt, servedConfigurationReader } from "./served-configuration.ts";
import { certificatesFor, logOf, nameIn, serverOptionsOf } from "./settings.ts";
import { startWatching } from "./watching.ts";

const VERB = { verb: "serve" };

/** `serve`: answers until it is told to end. */
export function runWith(commands: readonly Command[]): Run {
  return async (args, context) => {
    if (args.flag("print-webhooks")) return printWebhooks(args, context);
    if (!args.flag("admission")) return watch(args, context, commands);
    if (!args.flag("watch")) return admit(args, context);
    const { createMetrics } = await import("@watertight/server");
    const registry = createMetrics();
    const watching = await startWatching(args, context, { commands, registry });
    try {
      return await admit(args, context, registry);
    } finally {
      await watching.stop();
    }
  };
}

/** Watches clusters, and answers what was found. */
async function watch(
  args: Arguments,
  context: Context,
  commands: readonly Command[],
): Promise<Ending> {
  compileForSpeed();
  const interruption = context.interruption();
  const watching = await startWatching(args, context, { commands });
  await aborted(interruption);
  await watching.stop();
  return CLEAN;
}

/** Serves the admission webhook. */
async function admit(args: Arguments, context: Context, registry?: Metrics): Promise<Ending> {
  const [path, ...others] = args.operands.filter(isClusterPath);
  if (path === undefined) return serve(args, context, { registry });
  if (others.length > 0 || args.operands.length > 1) {
    throw new UsageError("A cluster is all that is around: give no PATH beside it.", VERB);
  }
  return withConnection(path, args, context, (connection) =>
    serve(args, context, { connection, registry }),
  );
}

async function serve(
  args: Arguments,
  context: Context,
  {
    connection,
    registry,
  }: {
    readonly connection?: Connection;
    readonly registry: Metrics | undefined;
  },
): Promise<Ending> {
  const { startServer } = await import("@watertight/server");
  compileForSpeed();
  const log = await logOf(args, context);
  const interruption = context.interruption();
  const server = await startServer({
    ...serverOptionsOf(args),
    ...(connection && { connection }),
    objects: connection ? [] : await objectsAround(args, context),
    kubernetesVersion: args.value("kube-version") ?? NEWEST_VERSION,
    readConfiguration: servedConfigurationReader(args, context, connection),
    certificates: await certificatesFor(args, { context, connection, log }),
    log,
    ...(registry && { registry }),
    now: context.now,
    today: context.today,
  });
  await aborted(interruption);
  await server.stop();
  return CLEAN;
}

/** The command starts as what soon ends (`bin/watertight.mjs`); a server runs the same code for weeks. These are the defaults of Node 20. */
function compileForSpeed(): void {
  if (!process.versions.v8.startsWith("11.3.")) return;
  setFlagsFromString("--interrupt-budget=67584");
  setFlagsFromString("--heap-growing-percent=0");
}

/** What is around where no cluster is followed. */
async function objectsAround(
  args: Arguments,
  context: Context,
): Promise<readonly KubernetesObject[]> {
  const documents = await documentsAt(args.operands, context);
  return documents.filter(isKubernetesObject);
}

async function printWebhooks(args: Arguments, context: Context): Promise<Ending> {
  const { webhookConfigurations } = await import("@watertight/server");
  const { namespace, name } = nameIn(args, "service");
  const objects = webhookConfigurations({
    name: args.value("webhook-configuration") ?? "watertight",
    client: { service: { namespace, name, port: 443 } },
    ...{ caBundle: "", namespace, failurePolicy: "Fail", timeoutSeconds: 5 },
  });
  context.stdout.write(objects.map((object) => `---\n${yamlOf(object)}`).join(""));
  return CLEAN;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    // A process that only waits for a signal would end by itself.
    const alive = setInterval(() => undefined, 1 << 30);
    signal.addEventListener(
      "abort",
      () => {
        clearInterval(alive);
        settle();
      },
      { once: true },
    );
  });
}
