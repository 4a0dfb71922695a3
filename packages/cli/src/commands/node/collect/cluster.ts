import { randomBytes } from "node:crypto";
import { type Connection, type NodeAnswer, nodeConfigz, runOnNodes } from "@watertight/api-server";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { listAt, objectAt, stringifyJson, textAt } from "@watertight/core/kubernetes";
import {
  agentJob,
  agentNamespace,
  agentNetworkPolicy,
  fromChunks,
  type SignedFacts,
  verifyFacts,
} from "@watertight/node-agent";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { clusterPath } from "../../../live/cluster-path.ts";
import { withConnection } from "../../../live/read-live.ts";
import { createProgress } from "../../../terminal/progress.ts";
import { UnreadError } from "../../../unread-error.ts";
import { untilInterrupted } from "./interruption.ts";

/** What is known of a node of the cluster, as lines of the output have it. */
type Facts = Readonly<Record<string, JsonValue>>;

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

interface AgentRun {
  readonly connection: Connection;
  readonly args: Arguments;
  readonly context: Context;
  readonly image: string;
}

const SECONDS = 300;

/** Seconds by which clocks of nodes may be wrong. */
const CLOCKS_DIFFER = 300;

async function readNodes(
  nodes: readonly string[],
  { connection, args, context, image }: AgentRun,
  problems: string[],
): Promise<Map<string, Facts>> {
  const nonce = randomBytes(16).toString("hex");
  const seconds = args.integer("timeout") ?? SECONDS;
  const settings = {
    namespace: `watertight-nodes-${nonce.slice(0, 8)}`,
    image,
    processes: args.flag("processes"),
    hostNetwork: args.flag("host-network"),
    seconds,
  };
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  const answers = await untilInterrupted((signal) =>
    runOnNodes(connection, {
      nodes,
      namespace: agentNamespace(settings.namespace),
      networkPolicy: agentNetworkPolicy(settings.namespace),
      jobOf: (node) => agentJob(node, nonce, settings),
      timeout: seconds * 1000,
      atATime: args.integer("at-a-time") ?? 10,
      signal,
      onProgress: (done, total) => {
        progress.update(done, total, "nodes read");
      },
    }),
  ).finally(() => {
    progress.clear();
  });
  const found = new Map<string, Facts>();
  for (const answer of answers) {
    const facts = factsIn(answer, nonce, (seconds + CLOCKS_DIFFER) * 1000);
    if ("problem" in facts) problems.push(`${answer.node} did not answer: ${facts.problem}`);
    else found.set(answer.node, facts.facts);
  }
  return found;
}

/** The facts in a log, where they are of that node and an answer to this run. */
function factsIn(
  answer: NodeAnswer,
  nonce: string,
  oldest: number,
): { readonly facts: Facts } | { readonly problem: string } {
  if ("problem" in answer) return answer;
  const text = fromChunks(answer.log, nonce);
  if ("problem" in text) return text;
  try {
    const signed = JSON.parse(text.text) as SignedFacts;
    const verified = verifyFacts(signed, { node: answer.node, nonce, now: Date.now(), oldest });
    if ("problem" in verified) return verified;
    return { facts: JSON.parse(verified.facts) as Facts };
  } catch {
    return { problem: "What its Pod wrote is no facts." };
  }
}

async function write(lines: readonly string[], args: Arguments, context: Context): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join("");
  const file = args.value("output");
  if (file === undefined || file === "-") context.stdout.write(text);
  else await writeText(file, text, "The facts", context);
}
