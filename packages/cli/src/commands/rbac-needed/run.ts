import type { NeededResource } from "@watertight/api-server";
import type { JsonObject } from "@watertight/core/kubernetes";
import { didYouMean } from "@watertight/core/vocabulary";
import { safeJson } from "@watertight/reports/json";
import { yamlOf } from "@watertight/reports/text";
import type { Arguments, Command, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN } from "../../ending.ts";
import { clusterPath } from "../../live/cluster-path.ts";
import { namespacesOf, withConnection } from "../../live/read-live.ts";
import { UsageError } from "../../usage-error.ts";

const SECRETS =
  "RBAC cannot give a Secret's metadata alone: whoever may list Secrets may read them. Without that rule Secrets are not seen, and what rests on them is unknown.";
const CUSTOM = "Custom resources are not among them: with --cluster those of that cluster are.";

/** Prints roles that list what these verbs read of a cluster, and nothing more; without verbs, what any of them reads. */
export function printsRolesFor(commands: readonly Command[]): Run {
  return async (args, context) => {
    const verbs = verbsNamed(args.operands, commands).flatMap(withSubverbs);
    const isRead = ({ group, name }: NeededResource): boolean =>
      verbs.length === 0 ||
      verbs.some(({ readsNot = [] }) => !readsNot.includes(`${group}/${name}`));
    await printRoles(args, context, isRead);
    return CLEAN;
  };
}

/** Verbs, each with the subverb that may follow it. */
function verbsNamed(
  [first, ...rest]: readonly string[],
  commands: readonly Command[],
): readonly Command[] {
  if (first === undefined) return [];
  const verb = verbNamed(first, commands);
  const subverb = verb.subcommands?.find(({ name }) => name === rest[0]);
  return subverb
    ? [subverb, ...verbsNamed(rest.slice(1), commands)]
    : [verb, ...verbsNamed(rest, commands)];
}

/** What is run when a verb is named without its subverb is any of them. */
function withSubverbs(verb: Command): readonly Command[] {
  return verb.subcommands?.flatMap(withSubverbs) ?? [verb];
}

async function printRoles(
  args: Arguments,
  context: Context,
  isRead: (resource: NeededResource) => boolean,
): Promise<void> {
  const { builtInResources, readableResources, rightsFor } = await import("@watertight/api-server");
  const resources: readonly NeededResource[] = args.flag("cluster")
    ? await withConnection(clusterPath(args.value("context")), args, context, readableResources)
    : builtInResources();
  const name = args.value("name");
  const { roles, readsSecrets } = rightsFor(resources.filter(isRead), {
    ...(name !== undefined && { name }),
    namespaces: namespacesOf(args),
  });
  write(roles, args, context);
  if (!args.flag("quiet")) {
    if (readsSecrets) context.stderr.write(`${SECRETS}\n`);
    if (!args.flag("cluster")) context.stderr.write(`${CUSTOM}\n`);
  }
}

function verbNamed(verb: string, commands: readonly Command[]): Command {
  const found = commands.find(({ name }) => name === verb);
  if (found) return found;
  const names = commands.map(({ name }) => name);
  throw new UsageError(`There is no verb "${verb}"${didYouMean(verb, names)}`, {
    verb: "rbac-needed",
  });
}

function write(roles: readonly JsonObject[], args: Arguments, { stdout }: Context): void {
  if (args.value("output") === "json") {
    stdout.write(`${safeJson({ apiVersion: "v1", kind: "List", items: roles })}\n`);
  } else stdout.write(roles.map((role) => yamlOf(role)).join("---\n"));
}
