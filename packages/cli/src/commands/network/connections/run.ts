import { connectionsOf, networkMapOf } from "@watertight/core/network";
import {
  connectionsCsv,
  connectionsDot,
  connectionsJson,
  connectionsMermaid,
  mapSvg,
} from "@watertight/reports/network";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { readNetwork } from "../settings.ts";
import { writeMapPage } from "./page.ts";
import { connectionsText } from "./text.ts";

/** `network connections`. */
export const run: Run = async (args, context) => {
  const network = await readNetwork(args, context);
  const { analysis, gap } = network;
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const name = args.value("output") ?? "text";
  if (name === "html") {
    writeMapPage(connectionsJson(connectionsOf(analysis), factsOf(network)), analysis, context);
  } else if (name === "svg") context.stdout.write(mapSvg(networkMapOf(analysis)));
  else if (name === "json") {
    context.stdout.write(connectionsJson(connectionsOf(analysis), factsOf(network)));
  } else context.stdout.write((LISTS.get(name) ?? connectionsText)(connectionsOf(analysis)));
  return ending;
};

const LISTS: ReadonlyMap<string, typeof connectionsText> = new Map([
  ["csv", connectionsCsv],
  ["dot", connectionsDot],
  ["mermaid", connectionsMermaid],
]);
