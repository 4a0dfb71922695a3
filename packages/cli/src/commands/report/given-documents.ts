import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { GivenDocument } from "@watertight/reports/cluster-page";
import type { Context } from "../../context.ts";
import { readText } from "../../files.ts";
import { UsageError } from "../../usage-error.ts";

/** By which members each document is told. */
const TOLD_BY: readonly (readonly [name: GivenDocument["name"], members: readonly string[]])[] = [
  ["image-risk", ["images", "plan", "missed"]],
  ["incidents", ["incidents"]],
  ["nodes", ["benchmark", "nodes"]],
  ["upgrade", ["steps", "blockers", "stops"]],
  ["deprecated", ["uses", "target"]],
];

/** Documents of other verbs, told by what they hold; what is none of them is refused. */
export async function givenDocuments(
  files: readonly string[],
  context: Context,
): Promise<readonly GivenDocument[]> {
  const found: GivenDocument[] = [];
  for (const file of files) {
    const json = await readText(file, "The document", context);
    const value = parsed(json);
    const name = isJsonObject(value) ? nameOf(value) : undefined;
    if (name === undefined) {
      throw new UsageError(
        `${file} is no document that a page shows: give what images risk, audit incidents, nodes evaluate, upgrade plan or versions deprecated print with -o json.`,
        { verb: "report" },
      );
    }
    if (found.some((each) => each.name === name)) {
      throw new UsageError(`A page shows one document of a kind, and ${file} is another of one.`, {
        verb: "report",
      });
    }
    found.push({ name, json });
  }
  return found;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function nameOf(value: JsonObject): GivenDocument["name"] | undefined {
  if (value["schemaVersion"] !== 1) return undefined;
  return TOLD_BY.find(([, members]) => members.every((each) => Object.hasOwn(value, each)))?.[0];
}
