import { lintNetwork, networkAssumptionsOf } from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { readNetwork } from "../settings.ts";
import { lintJson } from "./json.ts";
import { lintText } from "./text.ts";

/** `network lint`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context, { problems: "listed" });
  const remarks = lintNetwork(analysis);
  const found = remarks.some(({ level }) => level === "warning");
  const clean = found ? EXIT_STATUS.findings : EXIT_STATUS.clean;
  const status = incomplete ? EXIT_STATUS.incomplete : clean;
  context.statusSoFar(status);
  const shown = { remarks, assumptions: networkAssumptionsOf(analysis), analysis };
  context.stdout.write(args.value("output") === "json" ? lintJson(shown) : lintText(shown));
  return status;
};
