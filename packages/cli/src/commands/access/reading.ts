import { type Authorizer, type AuthorizerOptions, createAuthorizer } from "@watertight/core/access";
import { builtInChecks } from "@watertight/core/checks";
import { isIncomplete, type Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import { loadConfiguration } from "../../configuration/load.ts";
import type { Context } from "../../context.ts";
import { readSnapshot } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";
import { UsageError } from "../../usage-error.ts";

/** What the paths show about access. */
export interface ReadAccess {
  readonly snapshot: Snapshot;
  readonly authorizer: Authorizer;
  /** Something that should have been read was not. */
  readonly incomplete: boolean;
}

/** Reads the paths of `-f` and those given as well, for verbs that answer questions in bulk too. */
export async function readAccess(
  args: Arguments,
  context: Context,
  more: readonly string[] = [],
): Promise<ReadAccess> {
  const paths = pathsOf(args, more);
  if (args.value("batch") === "-" && paths.includes("-")) {
    throw new UsageError("Standard input cannot hold both the questions and the objects.", {
      verb: "access",
    });
  }
  return readAccessOf(paths, args, context);
}

/** The paths of `-f` and those given as well. */
export function pathsOf(args: Arguments, more: readonly string[]): readonly string[] {
  const paths = [...args.values("filename"), ...more];
  if (paths.length > 0) return paths;
  throw new UsageError("Say where the roles and bindings are: -f PATH.", { verb: "access" });
}

/** Reads these paths, with remarks on standard error on what could not be read. */
export async function readAccessOf(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<ReadAccess> {
  const loaded = await loadConfiguration({
    workingDirectory: context.workingDirectory,
    file: args.value("config"),
    none: args.flag("no-config"),
    checkIds: builtInChecks().map(({ id }) => id),
  });
  const configuration = args.flag("whole-cluster") ? { ...loaded, wholeCluster: true } : loaded;
  const snapshot = await readSnapshot({ ...args, operands: paths }, context, configuration);
  if (!args.flag("quiet")) printRemarks(snapshot, context);
  return {
    snapshot,
    authorizer: createAuthorizer(snapshot, policyOf(args)),
    incomplete: isIncomplete(snapshot.coverage, snapshot.diagnostics),
  };
}

const POLICIES = ["none", "roles", "roles-and-bindings"] as const;

/** What of Kubernetes' own policy counts, as the command line says. */
export function policyOf(args: Arguments): AuthorizerOptions {
  const chosen = args.value("bootstrap-policy");
  const bootstrapPolicy = POLICIES.find((policy) => policy === chosen);
  return bootstrapPolicy === undefined ? {} : { bootstrapPolicy };
}
