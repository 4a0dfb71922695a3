import { type AttackPaths, attackPaths, createAttackGraph } from "@watertight/core/attack-paths";
import type { Snapshot } from "@watertight/core/snapshot";
import {
  attackAssumptions,
  missingIn,
  pathsJson,
  pathsMermaid,
  pathsSvg,
} from "@watertight/reports/attack-paths";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../ending.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { writeText } from "../../terminal/wrap.ts";
import { demandEnds, endsIn } from "./ends.ts";
import { writePathsPage } from "./page.ts";
import { attackSettingsOf, remarksOn } from "./settings.ts";
import { pathExplained, pathLine } from "./text.ts";

const VERB = "paths";

/** `paths`: the sure and short ones first. */
export const run: Run = async (args, context) => {
  const ends = endsIn(args, VERB);
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, { configuration });
  const { cluster, gap } = read;
  const settings = attackSettingsOf(args, configuration, VERB);
  const graph = createAttackGraph(cluster, settings, ends);
  demandEnds(graph, ends, VERB);
  for (const remark of remarksOn(graph, settings)) context.stderr.write(remark);
  const found = attackPaths(graph, args.integer("limit") ?? 10, {
    isSure: args.flag("sure"),
  });
  const ending =
    gap === undefined ? endingOf(found.paths, missingIn(cluster)) : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const output = args.value("output") ?? "text";
  if (output === "json" || output === "html") {
    const json = pathsJson(found, factsOf(read, attackAssumptions(cluster, settings)));
    if (output === "json") context.stdout.write(json);
    else writePathsPage(json, { found, snapshot: cluster.snapshot }, context);
    return ending;
  }
  const picture = PICTURES.get(output);
  if (picture) context.stdout.write(picture(found.paths));
  else writeText(context.stdout, textOf(found, cluster.snapshot, args.flag("explain")));
  if (found.truncated) context.stderr.write(MORE);
  return ending;
};

function textOf({ paths }: AttackPaths, snapshot: Snapshot, explain: boolean): string {
  if (paths.length === 0) return "No path was found.\n";
  return paths.map((path) => (explain ? pathExplained(path, snapshot) : pathLine(path))).join("");
}

const MORE = "There may be more paths; --limit shows more.\n";

const PICTURES: ReadonlyMap<string, typeof pathsSvg> = new Map([
  ["svg", pathsSvg],
  ["mermaid", pathsMermaid],
]);

function endingOf(
  paths: readonly { readonly certainty: string }[],
  [missing]: readonly string[],
): Ending {
  if (paths.length === 0)
    return missing === undefined ? CLEAN : endedIncomplete(`A path may be missing: ${missing}`);
  const sure = paths.filter(({ certainty }) => certainty === "yes").length;
  return sure > 0
    ? ended(`${counted(sure, "path")} ${sure === 1 ? "is" : "are"} open.`)
    : endedIncomplete(`Whether ${counted(paths.length, "path")} can be gone is not known.`);
}
