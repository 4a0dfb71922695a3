import { compareConnections, connectionsOf } from "@watertight/core/network";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor } from "../../../reading.ts";
import { readNetwork } from "../settings.ts";
import type { Changes } from "./changes.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";

/** `network diff`: 1 when connections are gained. */
export const run: Run = async (args, context) => {
  const [before = "", after = ""] = args.operands;
  const configuration = await configurationFor(args, context, [after]);
  const old = await readNetwork(args, context, { paths: [before], configuration });
  const now = await readNetwork(args, context, { paths: [after], configuration });
  const changes = compareConnections(connectionsOf(old.analysis), connectionsOf(now.analysis));
  const gap = old.gap ?? now.gap;
  const gained = changes.gained.length;
  const opened = gained > 0 ? ended(`The change opens ${counted(gained, "connection")}.`) : CLEAN;
  const ending = gap === undefined ? opened : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const write = FORMATS.get(args.value("output") ?? "text");
  context.stdout.write(write?.(changes.gained, changes.lost) ?? "");
  return ending;
};

const FORMATS: ReadonlyMap<string, (gained: Changes, lost: Changes) => string> = new Map([
  ["text", diffText],
  ["json", diffJson],
  ["markdown", diffMarkdown],
]);
