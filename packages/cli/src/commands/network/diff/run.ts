import { compareConnections, connectionsOf } from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { readNetwork } from "../settings.ts";
import type { Changes } from "./changes.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";

/** `network diff`: 1 when connections are gained. */
export const run: Run = async (args, context) => {
  const [before = "", after = ""] = args.operands;
  const old = await readNetwork(args, context, { paths: [before] });
  const now = await readNetwork(args, context, { paths: [after] });
  const changes = compareConnections(connectionsOf(old.analysis), connectionsOf(now.analysis));
  const gained = changes.gained.length > 0 ? EXIT_STATUS.findings : EXIT_STATUS.clean;
  const status = old.incomplete || now.incomplete ? EXIT_STATUS.incomplete : gained;
  context.statusSoFar(status);
  const write = FORMATS.get(args.value("output") ?? "text");
  context.stdout.write(write?.(changes.gained, changes.lost) ?? "");
  return status;
};

const FORMATS: ReadonlyMap<string, (gained: Changes, lost: Changes) => string> = new Map([
  ["text", diffText],
  ["json", diffJson],
  ["markdown", diffMarkdown],
]);
