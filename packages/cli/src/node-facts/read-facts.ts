import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { type JsonValue, listAt } from "@watertight/core/kubernetes";
import {
  documentFactsOf,
  factsOfLynis,
  isLynisReport,
  mergeNodeFacts,
  type NodeFacts,
} from "@watertight/core/nodes";
import { decodeText, errorWords, parseDocument } from "@watertight/manifests";
import type { Context } from "../context.ts";
import { isClusterPath } from "../live/cluster-path.ts";
import { UsageError } from "../usage-error.ts";
import { signedFactsOf } from "./signed-facts.ts";

/** Facts of nodes among the operands of a verb. */
export interface ReadFacts {
  readonly nodes: readonly NodeFacts[];
  /** The operands that hold no facts: manifests, clusters, snapshots. */
  readonly paths: readonly string[];
  readonly files: number;
  /** What was given as facts and is none, in whole sentences. */
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

/** A document of facts is smaller by far. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads what of the operands are facts of nodes, from whatever program; several documents of one node are one. */
export async function readFacts(
  operands: readonly string[],
  nodeName: string | undefined,
  context: Context,
): Promise<ReadFacts> {
  const read: Reading = { nodes: new Map(), paths: [], files: 0, problems: [] };
  for (const operand of operands) await readOperand(operand, nodeName, context, read);
  return { ...read, nodes: [...read.nodes.values()] };
}

interface Reading {
  readonly nodes: Map<string, NodeFacts>;
  readonly paths: string[];
  files: number;
  readonly problems: { file: string; reason: string }[];
}

async function readOperand(
  operand: string,
  nodeName: string | undefined,
  { workingDirectory }: Context,
  read: Reading,
): Promise<void> {
  if (operand === "-" || isClusterPath(operand)) {
    read.paths.push(operand);
    return;
  }
  const path = resolve(workingDirectory, operand);
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(`${operand} cannot be read: ${errorWords(error)}.`);
  });
  if (!found.isDirectory()) {
    if (!(await readFactsFile(path, operand, nodeName, read))) read.paths.push(operand);
    return;
  }
  const names = (await readdir(path)).filter((name) => /\.(?:json|ya?ml|dat)$/.test(name)).sort();
  let facts = 0;
  for (const name of names) {
    const isFacts = await readFactsFile(join(path, name), join(operand, name), nodeName, read);
    if (isFacts) facts += 1;
  }
  // A folder of manifests is read as one.
  if (facts < names.length || names.length === 0) read.paths.push(operand);
}

/** Whether a file holds facts; what of it is wrong is noted. */
async function readFactsFile(
  path: string,
  shown: string,
  nodeName: string | undefined,
  read: Reading,
): Promise<boolean> {
  const text = await textOf(path);
  if (text === undefined) return false;
  const answers = answersIn(text, shown, nodeName ?? basename(path, extname(path)));
  if (!answers) return false;
  read.files += 1;
  for (const answer of answers) {
    if ("problem" in answer) read.problems.push({ file: shown, reason: answer.problem });
    else add(nodeName === undefined ? answer : { ...answer, node: nodeName }, read);
  }
  return true;
}

async function textOf(path: string): Promise<string | undefined> {
  const found = await stat(path);
  if (!found.isFile() || found.size > MOST_BYTES) return undefined;
  const decoded = decodeText(await readFile(path));
  return "problem" in decoded ? undefined : decoded.text;
}

type FactsAnswer = NodeFacts | { readonly problem: string };

/** What the documents of a text say; undefined where one of them is about something else. */
function answersIn(
  text: string,
  path: string,
  nodeName: string,
): readonly FactsAnswer[] | undefined {
  if (isLynisReport(text)) return [factsOfLynis(text, nodeName)];
  const given = { nodeName, decodeBase64, path, text };
  const answers = documentsIn(text).map(
    (each) => signedFactsOf(each, given) ?? documentFactsOf(each, given),
  );
  const facts = answers.filter((each) => each !== undefined);
  return facts.length === 0 || facts.length < answers.length ? undefined : facts;
}

/** JSON Lines, a list, or one document; none where the text is no YAML. */
function documentsIn(text: string): readonly JsonValue[] {
  if (
    !/NodeFacts|hostdata\.kubescape\.cloud|NodeInfo|kubeletconfig|KubeletConfiguration/.test(text)
  )
    return [];
  const { values, problems } = parseDocument(text);
  if (problems.some(({ severity }) => severity === "error")) return linesIn(text);
  return values.flatMap(({ value }): readonly JsonValue[] => {
    const list = listAt({ list: value }, "list");
    return list.length > 0 ? list : [value];
  });
}

function linesIn(text: string): readonly JsonValue[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const parsed = lines.map((line) => parseDocument(line));
  const isSound = parsed.every(({ problems }) =>
    problems.every(({ severity }) => severity !== "error"),
  );
  return isSound ? parsed.flatMap(({ values }) => values.map(({ value }) => value)) : [];
}

function decodeBase64(text: string): string | undefined {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)
    ? Buffer.from(text, "base64").toString("utf8")
    : undefined;
}

function add(facts: NodeFacts, { nodes }: Reading): void {
  const known = nodes.get(facts.node);
  nodes.set(facts.node, known ? mergeNodeFacts(known, facts) : facts);
}
