import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type JsonValue,
  listAt,
  objectAt,
  stringifyJson,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { checkStatement } from "@watertight/core/naive";
import { type Tenant, tenantsOf } from "@watertight/core/tenancy";
import { errorWords } from "@watertight/manifests";
import { documentHead } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../ending.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { tenantSettings } from "../../tenants.ts";
import { writeAnswer } from "../../terminal/wrap.ts";
import { UsageError } from "../../usage-error.ts";

const VERB = { verb: "verify" };

/** `verify`: whether a statement of isolation holds, by the references and not by the engines. */
export const run: Run = async (args, context) => {
  const [file = ""] = args.operands;
  const paths = args.values("against");
  if (paths.length === 0) throw new UsageError("Say what it is to hold for: --against PATH.", VERB);
  const statement = await statementIn(file, context);
  const configuration = await configurationFor(args, context, paths);
  const read = await readCluster(args, context, { paths, configuration });
  const { cluster, gap } = read;
  const { faults: found, asked } = checkStatement(
    statement,
    cluster.snapshot.objects.map(({ object }) => object),
  );
  const tenants = tenantsOf(cluster.snapshot, tenantSettings(args, configuration));
  const faults = [...found, ...tenantFaults(statement, tenants)];
  const holds = faults.length === 0;
  writeAnswer(args, context.stdout, {
    json: () => `${stringifyJson({ ...documentHead(factsOf(read)), holds, asked, faults })}\n`,
    text: () =>
      `${[
        holds
          ? `It holds: ${textAt(statement, "tenant", "name")} is apart; ${asked} channels were asked about, one packet, one request, one pod at a time.`
          : "It does not hold:",
        ...faults.map((sentence) => `  ${sentence}`),
        ...(holds
          ? textsAt(statement, "assumptions").map((sentence) => `  assumed: ${sentence}`)
          : []),
      ]
        .map(sanitize)
        .join("\n")}\n`,
  });
  if (!holds) return ended("The statement does not hold.");
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};

async function statementIn(file: string, { workingDirectory }: Context): Promise<JsonValue> {
  try {
    return JSON.parse(await readFile(resolve(workingDirectory, file), "utf8")) as JsonValue;
  } catch (error) {
    throw new UsageError(`The statement cannot be read from ${file}: ${errorWords(error)}.`, VERB);
  }
}

/** Tenants that no label tells are those of the configuration and the options, and a statement may leave none out. */
function tenantFaults(statement: JsonValue, tenants: readonly Tenant[]): readonly string[] {
  if (textAt(statement, "tenantLabel") !== "") return [];
  const claimed = [objectAt(statement, "tenant"), ...listAt(statement, "others")];
  const names = claimed.map((each) => textAt(each, "name"));
  const isOfAll = textAt(statement, "scope") === "all";
  return tenants.flatMap(({ name, namespaces }) => {
    const own = claimed.find((each) => textAt(each, "name") === name);
    if (!own)
      return isOfAll
        ? [`The statement leaves out tenant ${name}; it has ${names.join(", ")}.`]
        : [];
    const theirs = textsAt(own, "namespaces");
    return namespaces.every((each) => theirs.includes(each))
      ? []
      : [
          `Tenant ${name} has the namespaces ${namespaces.join(", ")}, and the statement has ${theirs.join(", ")}.`,
        ];
  });
}
