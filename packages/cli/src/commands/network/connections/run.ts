import { connectionsOf, networkMapOf } from "@watertight/core/network";
import {
  connectionsCsv,
  connectionsDot,
  connectionsMermaid,
  mapHtml,
  mapSvg,
} from "@watertight/reports/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { readNetwork } from "../settings.ts";
import { connectionsJson } from "./json.ts";
import { connectionsText } from "./text.ts";

/** `network connections`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context);
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  const name = args.value("output") ?? "text";
  if (name === "html") context.stdout.write(mapHtml(networkMapOf(analysis), { incomplete }));
  else if (name === "svg") context.stdout.write(mapSvg(networkMapOf(analysis)));
  else context.stdout.write((LISTS.get(name) ?? connectionsText)(connectionsOf(analysis)));
  return status;
};

const LISTS: ReadonlyMap<string, typeof connectionsText> = new Map([
  ["json", connectionsJson],
  ["csv", connectionsCsv],
  ["dot", connectionsDot],
  ["mermaid", connectionsMermaid],
]);
