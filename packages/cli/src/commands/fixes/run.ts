import { type AttackFixes, attackFixes, createAttackGraph } from "@watertight/core/attack-paths";
import { createCluster } from "@watertight/core/cluster";
import { stringifyJson } from "@watertight/core/kubernetes";
import {
  attackAssumptions,
  changeJson,
  changeText,
  missingIn,
  pathJson,
} from "@watertight/reports/attack-paths";
import { documentHead } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../ending.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { writeAnswer } from "../../terminal/wrap.ts";
import { demandEnds, endsIn } from "../paths/ends.ts";
import { attackSettingsOf, remarksOn } from "../paths/settings.ts";
import { pathLine } from "../paths/text.ts";

const VERB = "fixes";

/** `fixes`: the edits, and what the engines say of the cluster with them. */
export const run: Run = async (args, context) => {
  const ends = endsIn(args, VERB);
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, { configuration });
  const { cluster, gap } = read;
  const settings = attackSettingsOf(args, configuration, VERB);
  const graph = createAttackGraph(cluster, settings, ends);
  demandEnds(graph, ends, VERB);
  for (const remark of remarksOn(graph, settings)) context.stderr.write(remark);
  const budget = args.integer("budget");
  const found = attackFixes(graph, cluster.snapshot, {
    remake: (snapshot) =>
      createAttackGraph(createCluster(snapshot, cluster.settings), settings, ends),
    ...(budget !== undefined && { budget }),
  });
  const ending = gap === undefined ? endingOf(found, missingIn(cluster)) : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const { snapshot } = cluster;
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(read, attackAssumptions(cluster, settings))),
        edits: found.edits.flatMap(({ change, cost, cuts }) =>
          changeJson(change, snapshot).map((edit) => ({ ...edit, cost, cuts })),
        ),
        cost: found.cost,
        optimum: found.kind,
        atLeast: Number.isFinite(found.atLeast) ? found.atLeast : null,
        pathsBefore: found.pathsBefore,
        pathsAfter: found.pathsAfter,
        proven: found.proven,
        unbreakable: found.unbreakable ? pathJson(found.unbreakable, snapshot) : null,
      })}\n`,
    text: () => textOf(found),
  });
  return ending;
};

function endingOf(
  { pathsBefore, pathsAfter, proven }: AttackFixes,
  [missing]: readonly string[],
): Ending {
  if (pathsBefore === 0)
    return missing === undefined ? CLEAN : endedIncomplete(`A path may be missing: ${missing}`);
  if (!proven) return ended("The changed cluster is not as it was promised.");
  return pathsAfter === 0 ? CLEAN : ended(`${counted(pathsAfter, "way")} would stay open.`);
}

const KINDS: Readonly<Record<AttackFixes["kind"], (found: AttackFixes) => string>> = {
  smallest: ({ cost }) => `The smallest change, proven: it costs ${cost}.`,
  best: ({ cost, atLeast }) => `The best found costs ${cost}; any costs at least ${atLeast}.`,
  budget: ({ cost }) => `What cuts most within the budget; it costs ${cost}.`,
};

function textOf(found: AttackFixes): string {
  if (found.pathsBefore === 0) return "No path was found; nothing has to change.\n";
  const lines = [
    KINDS[found.kind](found),
    ...found.edits.map(
      ({ change, cost, cuts }) =>
        `  ${changeText(change)} (cost ${cost}, on ${counted(cuts, "path")})`,
    ),
    `Ways from an entry to something that must not fall: ${found.pathsBefore} before, ${found.pathsAfter} with it, judged again.`,
    ...(found.unbreakable ? ["No edit breaks:", pathLine(found.unbreakable).trimEnd()] : []),
  ];
  return lines.map((line) => `${sanitize(line)}\n`).join("");
}
