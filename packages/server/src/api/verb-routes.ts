import { isJsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { showsAllOf } from "@watertight/store";
import { CLUSTER } from "./cluster-routes.ts";
import type { Knowledge } from "./knowledge.ts";
import {
  type Answer,
  type Asked,
  type Parameter,
  type Problem,
  type Route,
  valueOf,
} from "./route.ts";

/** The input of a verb; what is asked for has it ready, so that nothing is read. */
const INPUT = "cluster:";

/**
 * Verbs that answer questions line by line: those that rest on the cluster, and others. `cel eval` is not among them: an expression may
 * take any time, which is its author's own where the command runs.
 */
const IN_LINES: readonly (readonly [verb: string, input: readonly string[], summary: string])[] = [
  ["access can-i", [INPUT], "SubjectAccessReviews of the cluster's accounts"],
  ["access who-can", [INPUT], "Who may do something"],
  ["access covers", [], "Whether rights cover others"],
  ["network can-reach", [INPUT], "Whether packets get from one place to another"],
  ["placement can-run", [INPUT], "Whether a Pod can run on a node"],
  ["pod-security evaluate", [], "Pods by the Pod Security Standards"],
  ["pod-security admit", [INPUT], "AdmissionReviews by the namespaces of the cluster"],
  ["versions affected", [INPUT], "Whether a component of a version has known vulnerabilities"],
  ["images compare", [], "Which of two versions is later"],
  ["images satisfies", [], "Whether a version is within a constraint"],
  ["images affected", [], "Whether a package is affected by a record of OSV"],
];

/** Verbs that say something of a whole cluster; `questions` are options of theirs that may be given. */
const DOCUMENTS: readonly {
  readonly verb: string;
  readonly summary: string;
  readonly operand?: Parameter;
  readonly options?: readonly Parameter[];
}[] = [
  {
    ...{ verb: "paths", summary: "The ways of an attacker to what must not fall" },
    options: [
      { name: "from", in: "query", description: "Where the attacker begins, as `internet`." },
      { name: "to", in: "query", description: "What he is after, as `cluster-admin`." },
    ],
  },
  {
    ...{ verb: "blast-radius", summary: "How far an attacker gets from one thing" },
    operand: {
      ...{ name: "of", in: "query", required: true },
      description: "What is taken, as `pod/shop/web-0`.",
    },
  },
  { verb: "fixes", summary: "The fewest changes that cut the ways of an attacker" },
  { verb: "tenancy", summary: "Whether tenants are apart from each other" },
  { verb: "network connections", summary: "What may talk to what" },
  { verb: "network exposure", summary: "What is reached from outside" },
  { verb: "versions deprecated", summary: "Versions of APIs that go" },
  { verb: "versions cves", summary: "Known vulnerabilities of the cluster's components" },
];

/** The command's own questions, with the same answers. */
export function verbRoutes(knowledge: Knowledge): readonly Route[] {
  const lines = IN_LINES.map(
    ([verb, input, summary]): Route => ({
      method: "post",
      path: `/clusters/{cluster}/batch/${addressOf(verb)}`,
      ...{ id: idOf("batch", verb), answers: "lines" },
      summary: `${summary}: a question a line, as \`${verb} --batch\` has them`,
      parameters: [CLUSTER],
      answer: (asked) =>
        answerLines(knowledge, asked, [...verb.split(" "), "--batch", "-", ...input]),
    }),
  );
  const documents = DOCUMENTS.map(({ verb, summary, operand, options = [] }): Route => {
    const parameters = [...(operand ? [operand] : []), ...options];
    return {
      method: "get",
      path: `/clusters/{cluster}/${addressOf(verb)}`,
      ...{ id: idOf("get", verb), answers: "Answer" },
      summary: `${summary}, as \`${verb} -o json\` writes it`,
      parameters: [CLUSTER, ...parameters],
      answer: (asked) => {
        const operands = operand ? [valueOf(asked, operand.name) ?? ""] : [];
        const given = options.flatMap(({ name }) => {
          const value = valueOf(asked, name);
          return value === undefined ? [] : [`--${name}=${value}`];
        });
        const argv = [
          ...verb.split(" "),
          ...given,
          "-o",
          "json",
          "--quiet",
          "--",
          ...operands,
          INPUT,
        ];
        return answerDocument(knowledge, asked, argv);
      },
    };
  });
  return [...lines, ...documents];
}

async function answerLines(
  knowledge: Knowledge,
  asked: Asked,
  argv: readonly string[],
): Promise<Answer> {
  const given = await snapshotFor(knowledge, asked);
  if (!("snapshot" in given)) return given;
  const { stdout, stderr } = await knowledge.ask(given.snapshot, argv, asked.body);
  if (stdout !== "" || asked.body.trim() === "") return { lines: stdout };
  return { problem: { status: 400, detail: firstLine(stderr) } };
}

async function answerDocument(
  knowledge: Knowledge,
  asked: Asked,
  argv: readonly string[],
): Promise<Answer> {
  const given = await snapshotFor(knowledge, asked);
  if (!("snapshot" in given)) return given;
  const { stdout, stderr } = await knowledge.ask(given.snapshot, argv, "");
  const document = documentIn(stdout);
  if (document !== undefined) return { document };
  return { problem: { status: 400, detail: firstLine(stderr) } };
}

/** The cluster that is asked about, of which the asker has to see all: answers rest on all of it. */
async function snapshotFor(
  knowledge: Knowledge,
  { asker, values }: Asked,
): Promise<{ readonly snapshot: Snapshot } | { readonly problem: Problem }> {
  const cluster = values.get("cluster")?.[0] ?? "";
  const snapshot = showsAllOf(asker.scope, cluster)
    ? await knowledge.snapshotOf(cluster)
    : undefined;
  return snapshot
    ? { snapshot }
    : { problem: { status: 404, detail: "There is no such cluster." } };
}

function documentIn(text: string): JsonValue | undefined {
  try {
    // A door: the command writes JSON, or nothing.
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.split("\n")[0]?.replace(/^watertight: /, "") || "There is no answer.";
}

function addressOf(verb: string): string {
  return verb.replace(" ", "/");
}

function idOf(prefix: string, verb: string): string {
  const words = verb.split(/[ -]/).map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  return `${prefix}${words.join("")}`;
}
