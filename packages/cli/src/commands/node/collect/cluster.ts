import { type Connection, nodeConfigz } from "@watertight/api-server";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { listAt, objectAt, stringifyJson, textAt } from "@watertight/core/kubernetes";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { clusterPath } from "../../../live/cluster-path.ts";
import { withConnection } from "../../../live/read-live.ts";
import { UnreadError } from "../../../unread-error.ts";
import { type Facts, readNodes } from "./read-nodes.ts";

/** `node collect --cluster`: one line of facts a node; the status is 3 where a node did not answer. */
export function collectFromCluster(args: Arguments, context: Context): Promise<Ending> {
  const path = clusterPath(args.value("context"));
  return withConnection(path, args, context, async (connection) => {
    try {
      return await collectWith(connection, args, context);
    } catch (error) {
      throw error instanceof Error && error.constructor === Error
        ? new UnreadError(error.message, error)
        : error;
    }
  });
}

async function collectWith(
  connection: Connection,
  args: Arguments,
  context: Context,
): Promise<Ending> {
  const nodes = await nodesOf(connection);
  const asked = new Map<string, Facts>();
  const problems: string[] = [];
  for (const node of nodes) {
    const name = textAt(node, "metadata", "name");
    const answer = await nodeConfigz(connection, name);
    if ("problem" in answer) problems.push(answer.problem);
    asked.set(name, factsOf(node, "configz" in answer ? answer.configz : undefined));
  }
  const image = args.value("image");
  const read =
    image === undefined
      ? new Map<string, Facts>()
      : await readNodes([...asked.keys()], { connection, args, context, image }, problems);
  const lines = Array.from(asked, ([name, facts]) => stringifyJson(joined(read.get(name), facts)));
  await write(lines, args, context);
  for (const problem of problems) context.stderr.write(`${sanitize(problem)}\n`);
  const [first] = problems;
  return first === undefined
    ? CLEAN
    : endedIncomplete(
        problems.length === 1
          ? first
          : `${counted(problems.length, "answer")} of nodes are missing; the first: ${first}`,
      );
}

async function nodesOf(connection: Connection): Promise<readonly JsonValue[]> {
  const answer = await connection.ask({ path: "/api/v1/nodes", read: (got) => jsonOf(got) });
  if ("refusal" in answer)
    throw new Error(`The nodes cannot be listed: ${answer.refusal.message}.`);
  return listAt(answer.value, "items");
}

async function jsonOf(stream: AsyncIterable<unknown>): Promise<JsonValue> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as JsonValue;
}

/** What the API shows of a node. */
function factsOf(node: JsonValue, configz: JsonValue | undefined): Facts {
  const info = objectAt(node, "status", "nodeInfo");
  return {
    schemaVersion: 1,
    kind: "NodeFacts",
    node: textAt(node, "metadata", "name"),
    sources: [{ kind: "api", tool: "the API server" }],
    system: {
      distributionName: textAt(info, "osImage"),
      kernel: textAt(info, "kernelVersion"),
      architecture: textAt(info, "architecture"),
      kubeletVersion: textAt(info, "kubeletVersion"),
      containerRuntime: textAt(info, "containerRuntimeVersion"),
    },
    files: [],
    texts: [],
    ...(configz !== undefined && { configz }),
    notRead: [],
  };
}

/** The agent's facts with what only the API knows. */
function joined(read: Facts | undefined, shown: Facts): JsonObject {
  if (!read) return shown;
  const system = objectAt(shown, "system");
  const own = Object.entries(objectAt(read, "system")).filter(([, value]) => value !== "");
  const { configz } = shown;
  return {
    ...read,
    sources: [...listAt(read, "sources"), ...listAt(shown, "sources")],
    system: { ...system, ...Object.fromEntries(own) },
    ...(configz !== undefined && { configz }),
  };
}

async function write(lines: readonly string[], args: Arguments, context: Context): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join("");
  const file = args.value("output");
  if (file === undefined || file === "-") context.stdout.write(text);
  else await writeText(file, text, "The facts", context);
}
