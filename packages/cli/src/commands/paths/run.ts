import { attackPaths, createAttackGraph } from "@watertight/core/attack-paths";
import { stringifyJson } from "@watertight/core/kubernetes";
import { pathsMermaid, pathsSvg } from "@watertight/reports/attack-paths";
import { documentHead, safeJson } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../ending.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { writeText } from "../../terminal/wrap.ts";
import { attackAssumptions, missingIn } from "./assumptions.ts";
import { demandEnds, endsIn } from "./ends.ts";
import { pathJson } from "./json.ts";
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
    isEvery: args.flag("all"),
  });
  const ending =
    gap === undefined ? endingOf(found.paths, missingIn(cluster)) : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const { snapshot } = cluster;
  if (args.value("output") === "json") {
    const head = safeJson(documentHead(factsOf(read, attackAssumptions(cluster, settings))));
    const rows = found.paths.map((path) => `  ${stringifyJson(pathJson(path, snapshot))}`);
    context.stdout.write(
      `${head.slice(0, -1)},\n"paths": [\n${rows.join(",\n")}\n],\n"truncated": ${found.truncated}}\n`,
    );
    return ending;
  }
  const picture = PICTURES.get(args.value("output") ?? "");
  if (picture) {
    context.stdout.write(picture(found.paths));
    if (found.truncated) context.stderr.write(MORE);
    return ending;
  }
  const explain = args.flag("explain");
  const lines = found.paths.map((path) =>
    explain ? pathExplained(path, snapshot) : pathLine(path),
  );
  writeText(context.stdout, lines.length === 0 ? "No path was found.\n" : lines.join(""));
  if (found.truncated) context.stderr.write(MORE);
  return ending;
};

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
