import { homedir } from "node:os";
import type { ClusterFailure, Connection, ConnectOptions } from "@watertight/api-server";
import type { JsonValue } from "@watertight/core/kubernetes";
import type { SnapshotInput } from "@watertight/core/snapshot";
import { parseDocument } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { createProgress } from "../terminal/progress.ts";
import { UnreadError } from "../unread-error.ts";
import { UsageError } from "../usage-error.ts";
import { contextIn } from "./cluster-path.ts";

/** What was read of a cluster, and its address. */
export interface ReadLive {
  readonly input: SnapshotInput;
  readonly server: string;
}

/** Reads the cluster that a PATH names, with progress on standard error. */
export function readLive(path: string, args: Arguments, context: Context): Promise<ReadLive> {
  return withConnection(path, args, context, async (connection) => {
    const { readCluster } = await import("@watertight/api-server");
    const progress = createProgress(context, { quiet: args.flag("quiet") });
    try {
      const input = await readCluster(connection, {
        namespaces: namespacesOf(args),
        without: args.readsNot,
        onProgress: (done, total, objects) => {
          progress.update(done, total, `lists, ${objects} objects read`);
        },
      });
      return { input, server: connection.server };
    } finally {
      progress.clear();
    }
  });
}

/** The namespaces that are read; none: all. */
export function namespacesOf(args: Arguments): readonly string[] {
  return [...new Set(args.values("read-namespace").flatMap((each) => each.split(",")))];
}

/** Does something with a connection to the cluster that a PATH names; what is wrong with the settings is wrong usage. */
export async function withConnection<Result>(
  path: string,
  args: Arguments,
  context: Context,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const { connect, ClusterFailure } = await import("@watertight/api-server");
  const rate = args.integer("request-rate");
  let connection: Connection | undefined;
  try {
    connection = await connect(
      { ...connectOptionsOf(path, args, context), userAgent: `watertight/${context.version}` },
      rate === undefined ? {} : { rate },
    );
    return await work(connection);
  } catch (error) {
    throw error instanceof ClusterFailure ? asUsage(error) : error;
  } finally {
    connection?.close();
  }
}

/** Whoever asks can mend the settings; that a server does not answer is no fault of the command line. */
function asUsage(failure: ClusterFailure): Error {
  const { kind, message, cause } = failure;
  return kind === "settings" ? new UsageError(message) : new UnreadError(message, cause);
}

function connectOptionsOf(path: string, args: Arguments, context: Context): ConnectOptions {
  const { environment, workingDirectory, stderr } = context;
  const kubeconfig = args.value("kubeconfig");
  const chosen = contextIn(path) ?? args.value("context");
  return {
    environment,
    workingDirectory,
    home: environment["HOME"] ?? environment["USERPROFILE"] ?? homedir(),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(chosen !== undefined && { context: chosen }),
    parse: parseYaml,
    remark: (sentence) => {
      if (!args.flag("quiet")) stderr.write(`${sanitize(sentence)}\n`);
    },
    interactive: stderr.isTerminal,
    pluginOutput: (text) => {
      stderr.write(text.split("\n").map(sanitize).join("\n"));
    },
  };
}

function parseYaml(text: string): { readonly value: JsonValue } | { readonly problem: string } {
  const { values, problems } = parseDocument(text);
  const error = problems.find(({ severity }) => severity === "error");
  return error ? { problem: error.message } : { value: values[0]?.value ?? null };
}
