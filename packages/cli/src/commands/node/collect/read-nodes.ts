import { randomBytes } from "node:crypto";
import { type Connection, type PodLog, reviewToken, runOnNodes } from "@watertight/api-server";
import { type JsonValue, listAt, objectAt } from "@watertight/core/kubernetes";
import {
  AGENT_ACCOUNT,
  agentAccount,
  agentJob,
  agentNamespace,
  agentNetworkPolicy,
  createRecipient,
  fromChunks,
  keyOfToken,
  publicKeyOf,
  type Recipient,
  type SignedFacts,
  verifyFacts,
} from "@watertight/node-agent";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { createProgress } from "../../../terminal/progress.ts";
import { untilInterrupted } from "./interruption.ts";

/** What is known of a node of the cluster, as lines of the output have it. */
export type Facts = Readonly<Record<string, JsonValue>>;

interface AgentRun {
  readonly connection: Connection;
  readonly args: Arguments;
  readonly context: Context;
  readonly image: string;
}

const SECONDS = 300;

/** Seconds by which clocks of nodes may be wrong. */
const CLOCKS_DIFFER = 300;

/** Runs the agent on nodes; those that did not answer are among the problems. */
export async function readNodes(
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
  const recipient = createRecipient();
  const question = {
    nonce,
    token: { audience: audienceOf(nonce), sealFor: recipient.key },
  };
  const asked: Asked = {
    ...{ connection, recipient, nonce, namespace: settings.namespace },
    oldest: (seconds + CLOCKS_DIFFER) * 1000,
  };
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  const answers = await untilInterrupted((signal) =>
    runOnNodes<FactsOfNode>(connection, {
      nodes,
      namespace: agentNamespace(settings.namespace),
      before: [agentNetworkPolicy(settings.namespace), agentAccount(settings.namespace)],
      jobOf: (node) => agentJob(node, question, settings),
      answerIn: (log) => factsIn(log, asked),
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
  for (const each of answers) {
    if ("problem" in each) problems.push(`${each.node} did not answer: ${each.problem}`);
    else found.set(each.node, each.answer.facts);
  }
  return found;
}

/** Of a run: a token for another one is of another audience, and so proves nothing. */
function audienceOf(nonce: string): string {
  return `watertight.dev/node-facts/${nonce}`;
}

interface Asked {
  readonly connection: Connection;
  readonly recipient: Recipient;
  readonly nonce: string;
  readonly namespace: string;
  /** Milliseconds. */
  readonly oldest: number;
}

interface FactsOfNode {
  readonly facts: Facts;
}

interface Problem {
  readonly problem: string;
}

/** The facts in a log, where they are of that node, by the Pod that was started there, and an answer to this run. */
async function factsIn(log: PodLog, asked: Asked): Promise<FactsOfNode | Problem> {
  const text = fromChunks(log.text, asked.nonce);
  if ("problem" in text) return text;
  const signed = signedIn(text.text);
  if (!signed) return { problem: "What its Pod wrote is no facts." };
  const proof = await proofOf(signed, log, asked);
  if ("problem" in proof) return proof;
  const { nonce, oldest } = asked;
  const expected = { node: log.node, nonce, now: Date.now(), oldest, publicKey: proof.publicKey };
  const verified = verifyFacts(signed, expected);
  if ("problem" in verified) return verified;
  return { facts: withProof(JSON.parse(verified.facts) as Facts, proof.by) };
}

function signedIn(text: string): SignedFacts | undefined {
  try {
    return JSON.parse(text) as SignedFacts;
  } catch {
    return undefined;
  }
}

interface Proof {
  /** The key that the facts have to be signed with; undefined: any. */
  readonly publicKey: string | undefined;
  readonly by: "token" | "key";
}

/** Which key the Pod has: that of its token, which the API server knows to be of this Pod on this node. */
async function proofOf(
  { sealedToken = "" }: SignedFacts,
  log: PodLog,
  asked: Asked,
): Promise<Proof | Problem> {
  const token = asked.recipient.open(sealedToken);
  if (token === undefined) {
    return { problem: "The facts carry no token of the Pod that wrote them, or not for this run." };
  }
  const audience = audienceOf(asked.nonce);
  const reviewed = await reviewToken(asked.connection, token, audience);
  if ("problem" in reviewed) {
    // Whoever asks may have no right to: then the signature says only that nothing was changed on the way, as the facts say.
    if (!reviewed.mayAsk) return { publicKey: undefined, by: "key" };
    return { problem: reviewed.problem };
  }
  const problem = strangeness(reviewed, log, asked);
  if (problem !== undefined) return { problem };
  return { publicKey: publicKeyOf(keyOfToken(token)), by: "token" };
}

/** Why a token is not that of the Pod which the facts came from; undefined where it is. */
function strangeness(
  reviewed: Exclude<Awaited<ReturnType<typeof reviewToken>>, { readonly problem: string }>,
  log: PodLog,
  asked: Asked,
): string | undefined {
  const isOurs =
    reviewed.audiences.includes(audienceOf(asked.nonce)) &&
    reviewed.user === `system:serviceaccount:${asked.namespace}:${AGENT_ACCOUNT}`;
  if (!isOurs) return "The token is not one of the agent's in this run.";
  if (reviewed.pod !== log.pod || reviewed.podUid !== log.uid) {
    return `The token is of Pod ${reviewed.pod || "none"}, not of ${log.pod}.`;
  }
  // An older server does not say the node: the Pod is one that was bound to it.
  return reviewed.node !== "" && reviewed.node !== log.node
    ? `The token is of node ${reviewed.node}, not of ${log.node}.`
    : undefined;
}

/** The facts say which proof there is of whose they are. */
function withProof(facts: Facts, proof: Proof["by"]): Facts {
  const sources = listAt(facts, "sources").map((each) => ({
    ...objectAt({ each }, "each"),
    proof,
  }));
  return { ...facts, sources };
}
