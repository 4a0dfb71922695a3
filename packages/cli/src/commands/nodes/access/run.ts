import type { ConfiguredEnvironment } from "@watertight/core/configuration";
import type { JsonObject } from "@watertight/core/kubernetes";
import { stringifyJson } from "@watertight/core/kubernetes";
import { nodeAccessOf, type PoolAccess, type WayIn } from "@watertight/core/node-access";
import type { Snapshot } from "@watertight/core/snapshot";
import { documentHead, proofJson } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { withKeptFacts } from "../../../node-facts/known-nodes.ts";
import { readFacts } from "../../../node-facts/read-facts.ts";
import { configurationFor, readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";

/** `nodes access`. */
export const run: Run = async (args, context) => {
  const { nodes, paths, problems } = await readFacts(args.operands, args.value("node"), context);
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, {
    paths,
    configuration,
  });
  const { snapshot } = read.cluster;
  const pools = nodeAccessOf(read.cluster, withKeptFacts(nodes, snapshot)).map((pool) => ({
    ...pool,
    refusedBy: refusingEnvironment(pool.name, configuration.environments),
  }));
  for (const { file, reason } of problems)
    context.stderr.write(`${sanitize(`${file}: ${reason}`)}\n`);
  const gap = read.gap ?? problems[0]?.reason;
  const ending = endingOf(pools, gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => {
      const head = documentHead({ ...factsOf(read), incomplete: ending.status === 3 });
      const list = pools.map((pool) => poolJson(pool, snapshot));
      return `${stringifyJson({ ...head, pools: list })}\n`;
    },
    text: () => textOf(pools),
  });
  return ending;
};

interface JudgedPool extends PoolAccess {
  /** The environment that refuses logins; undefined: none does. */
  readonly refusedBy: string | undefined;
}

function refusingEnvironment(
  pool: string,
  environments: readonly ConfiguredEnvironment[],
): string | undefined {
  const own = environments.find(
    ({ nodePools }) => nodePools?.some((pattern) => matches(pool, pattern)) ?? true,
  );
  return own?.logins === "refused" ? own.name : undefined;
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

/** A way to log in that is open where the environment refuses logins. */
function isRefused({ refusedBy }: JudgedPool, { isLogin, open }: WayIn): boolean {
  return refusedBy !== undefined && isLogin && open === "yes";
}

function endingOf(pools: readonly JudgedPool[], gap: string | undefined): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  if (pools.length === 0) return endedIncomplete("There are no nodes in the input.");
  const refused = pools.flatMap((pool) => pool.ways.filter((way) => isRefused(pool, way))).length;
  return refused === 0
    ? CLEAN
    : ended(
        `${counted(refused, "way")} to log in ${refused === 1 ? "is" : "are"} open where an environment refuses logins.`,
      );
}

function poolJson(pool: JudgedPool, snapshot: Snapshot): JsonObject {
  return {
    name: pool.name,
    nodes: pool.nodes,
    environment: pool.refusedBy ?? null,
    ways: pool.ways.map((way) => ({
      way: way.way,
      open: way.open,
      to: way.to,
      refused: isRefused(pool, way),
      proof: proofJson(way.proof, snapshot),
      fix: way.fix,
    })),
  };
}

const ORDER = { yes: 0, unknown: 1, no: 2 } as const;

const WORDS = { yes: "open", unknown: "not known", no: "closed" } as const;

const MOST = 5;

function textOf(pools: readonly JudgedPool[]): string {
  if (pools.length === 0) return "There are no nodes in the input.\n";
  return `${pools.map(poolText).join("\n\n")}\n`;
}

function poolText(pool: JudgedPool): string {
  const ways = [...pool.ways].sort((a, b) => ORDER[a.open] - ORDER[b.open]);
  const closed = ways.filter(({ open }) => open === "no").map(({ way }) => way);
  const shown = ways.filter(({ open }) => open !== "no").flatMap((way) => wayText(pool, way));
  const heading = `${pool.name}: ${counted(pool.nodes.length, "node")}`;
  return [sanitize(heading), ...shown, `  ${WORDS.no}: ${closed.join(", ") || "nothing"}`].join(
    "\n",
  );
}

function wayText(pool: JudgedPool, way: WayIn): readonly string[] {
  const [first] = way.proof;
  const refused = isRefused(pool, way) ? `, which ${pool.refusedBy ?? ""} refuses` : "";
  const to = way.to.slice(0, MOST).join("; ");
  const more = way.to.length > MOST ? ` and ${way.to.length - MOST} more` : "";
  const lines = [
    `  ${WORDS[way.open]}: ${way.way}${to === "" ? "" : ` to ${to}${more}`}${refused}`,
    ...(first ? [`    ${first.object.kind}/${first.object.name}: ${first.message}`] : []),
    ...(way.fix === "" ? [] : [`    ${way.fix}.`]),
  ];
  return lines.map((line) => sanitize(line));
}
