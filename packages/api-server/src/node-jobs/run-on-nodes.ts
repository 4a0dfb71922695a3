import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readBody } from "../requests/body.ts";
import { readJson } from "../requests/read-json.ts";

/** What is run on nodes. */
export interface NodeRun<Answer> {
  readonly nodes: readonly string[];
  /** Created for the run and removed after it, with everything in it. */
  readonly namespace: JsonObject;
  /** Of that namespace, created before anything runs there, in this order. */
  readonly before: readonly JsonObject[];
  /** The Job of a node, in that namespace; its Pod writes the answer to its log. */
  readonly jobOf: (node: string) => JsonObject;
  /** What a log says, asked while its Pod is still there. */
  readonly answerIn: (log: PodLog) => Promise<Answer | { readonly problem: string }>;
  /** Milliseconds for all nodes together. */
  readonly timeout: number;
  /** Nodes at a time. */
  readonly atATime: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** What a Pod of a node wrote. */
export interface PodLog {
  readonly node: string;
  readonly pod: string;
  readonly uid: string;
  readonly text: string;
}

/** What a node's Pod says, or why it says nothing, as a whole sentence. */
export type NodeAnswer<Answer> = { readonly node: string } & (
  | { readonly answer: Answer }
  | { readonly problem: string }
);

/**
 * Runs a Job on each node and reads the logs. Whatever happens, an interruption too, the namespace is removed before this
 * returns or throws; Jobs end and vanish of themselves where even that cannot be done.
 */
export async function runOnNodes<Answer extends object>(
  connection: Connection,
  run: NodeRun<Answer>,
): Promise<readonly NodeAnswer<Answer>[]> {
  const name = textAt(run.namespace, "metadata", "name");
  try {
    await create(connection, "/api/v1/namespaces", run.namespace, run.signal);
    for (const object of run.before) {
      await create(connection, pathFor(object, name), object, run.signal);
    }
    return await answersOf(connection, run, name);
  } finally {
    await removeNamespace(connection, name);
  }
}

function pathFor(object: JsonObject, namespace: string): string {
  const group = textAt(object, "apiVersion");
  const root = group === "v1" ? "/api/v1" : `/apis/${group}`;
  const resource = textAt(object, "kind").toLowerCase().replace(/y$/, "ie");
  return `${root}/namespaces/${namespace}/${resource}s`;
}

/** Not interrupted by what interrupted the run. */
async function removeNamespace(connection: Connection, name: string): Promise<void> {
  const body = JSON.stringify({
    kind: "DeleteOptions",
    apiVersion: "v1",
    propagationPolicy: "Background",
  });
  const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
  const answer = await connection.ask({
    path,
    method: "DELETE",
    body,
    read: (got) => readJson(got, connection.silence),
  });
  // 404: it was never made; 409: it is being removed already.
  if ("refusal" in answer && ![404, 409].includes(answer.refusal.status)) {
    throw new Error(
      `Namespace ${name} is left behind and has to be removed by hand: ${answer.refusal.message}.`,
    );
  }
}

async function create(
  connection: Connection,
  path: string,
  object: JsonObject,
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify(object);
  const answer = await connection.ask({
    path,
    body,
    signal,
    read: (got) => readJson(got, connection.silence),
  });
  // A repeated request finds what the first one made.
  if ("refusal" in answer && answer.refusal.reason !== "AlreadyExists") {
    throw new Error(
      `${textAt(object, "kind")} ${textAt(object, "metadata", "name")} cannot be created: ${answer.refusal.message}.`,
    );
  }
}

async function answersOf<Answer extends object>(
  connection: Connection,
  run: NodeRun<Answer>,
  namespace: string,
): Promise<readonly NodeAnswer<Answer>[]> {
  const left = [...run.nodes];
  const answers: NodeAnswer<Answer>[] = [];
  const deadline = connection.clock.now() + run.timeout;
  const worker = async (): Promise<void> => {
    for (let node = left.shift(); node !== undefined; node = left.shift()) {
      answers.push(await answerOf(connection, { run, namespace, node, deadline }));
      run.onProgress(answers.length, run.nodes.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.atATime, run.nodes.length) }, worker));
  return run.nodes.flatMap((node) => answers.find((each) => each.node === node) ?? []);
}

interface OneNode<Answer> {
  readonly run: NodeRun<Answer>;
  readonly namespace: string;
  readonly node: string;
  readonly deadline: number;
}

async function answerOf<Answer extends object>(
  connection: Connection,
  one: OneNode<Answer>,
): Promise<NodeAnswer<Answer>> {
  const { run, namespace, node } = one;
  const job = run.jobOf(node);
  try {
    await create(connection, `/apis/batch/v1/namespaces/${namespace}/jobs`, job, run.signal);
    const ended = await endOf(connection, one, textAt(job, "metadata", "name"));
    if ("problem" in ended) return { node, problem: ended.problem };
    const text = await logOf(connection, namespace, ended.pod, run.signal);
    const answer = await run.answerIn({ node, ...ended, text });
    return "problem" in answer ? { node, problem: answer.problem } : { node, answer };
  } catch (error) {
    run.signal.throwIfAborted();
    return { node, problem: error instanceof Error ? error.message : "It cannot be asked." };
  }
}

const PAUSE = 500;

/** The Pod of a Job when it has ended well. */
async function endOf(
  connection: Connection,
  { run, namespace, deadline }: OneNode<unknown>,
  job: string,
): Promise<{ readonly pod: string; readonly uid: string } | { readonly problem: string }> {
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(`job-name=${job}`)}`;
  let last = "Its Pod was not created in time.";
  while (connection.clock.now() < deadline) {
    const answer = await connection.ask({
      path,
      signal: run.signal,
      read: (got) => readJson(got, connection.silence),
    });
    if ("refusal" in answer)
      return { problem: `Its Pod cannot be read: ${answer.refusal.message}.` };
    const [pod] = listAt(answer.value, "items");
    const phase = textAt(pod, "status", "phase");
    if (phase === "Succeeded") {
      return { pod: textAt(pod, "metadata", "name"), uid: textAt(pod, "metadata", "uid") };
    }
    if (phase === "Failed") return { problem: `Its Pod failed: ${reasonOf(pod)}.` };
    if (pod !== undefined) last = `Its Pod did not end in time: ${reasonOf(pod)}.`;
    await connection.clock.sleep(PAUSE, run.signal);
  }
  return { problem: last };
}

function reasonOf(pod: JsonValue | undefined): string {
  const [container] = listAt(pod, "status", "containerStatuses");
  const state = objectAt(container, "state");
  const [kind = ""] = Object.keys(state);
  const said = [
    textAt(pod, "status", "reason"),
    textAt(pod, "status", "message"),
    textAt(state, kind, "reason"),
    textAt(state, kind, "message"),
  ];
  return (
    said.find((each) => each !== "") ?? (textAt(pod, "status", "phase") || "no reason is given")
  );
}

/** More is no log of ours. */
const LONGEST_LOG = 128 * 1024 * 1024;

async function logOf(
  connection: Connection,
  namespace: string,
  pod: string,
  signal: AbortSignal,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(pod)}/log`;
  const { silence } = connection;
  const answer = await connection.ask({
    path,
    accept: "text/plain, */*",
    signal,
    read: (got) => readBody(got, { silence, limit: LONGEST_LOG }),
  });
  if ("refusal" in answer) throw new Error(`Its log cannot be read: ${answer.refusal.message}.`);
  return answer.value.toString("utf8");
}
