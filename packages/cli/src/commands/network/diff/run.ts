import { compareConnections, connectionsOf } from "@watertight/core/network";
import { comparisonHead, documentHead } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor } from "../../../reading.ts";
import { readNetwork } from "../settings.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";

/** `network diff`: 1 when connections are gained. */
export const run: Run = async (args, context) => {
  const [before = "", after = ""] = args.operands;
  const configuration = await configurationFor(args, context, [after]);
  const old = await readNetwork(args, context, { paths: [before], configuration });
  const now = await readNetwork(args, context, { paths: [after], configuration });
  const then = connectionsOf(old.analysis);
  const today = connectionsOf(now.analysis);
  const changes = compareConnections(then, today);
  const gap = old.gap ?? now.gap;
  const gained = changes.gained.length;
  const opened = gained > 0 ? ended(`The change opens ${counted(gained, "connection")}.`) : CLEAN;
  const ending = gap === undefined ? opened : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const write = FORMATS.get(args.value("output") ?? "text");
  const head = comparisonHead(
    documentHead(factsOf(old, then.assumptions)),
    documentHead(factsOf(now, today.assumptions)),
  );
  context.stdout.write(write?.(changes.gained, changes.lost, head) ?? "");
  return ending;
};

const FORMATS: ReadonlyMap<string, typeof diffJson> = new Map([
  ["text", diffText],
  ["json", diffJson],
  ["markdown", diffMarkdown],
]);
