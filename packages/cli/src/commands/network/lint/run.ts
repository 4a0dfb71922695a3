import { lintNetwork, networkAssumptionsOf } from "@watertight/core/network";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { readNetwork } from "../settings.ts";
import { lintJson } from "./json.ts";
import { lintText } from "./text.ts";

/** `network lint`. */
export const run: Run = async (args, context) => {
  const network = await readNetwork(args, context, { problems: "listed" });
  const { analysis, gap } = network;
  const remarks = lintNetwork(analysis);
  const warnings = remarks.filter(({ level }) => level === "warning").length;
  const found =
    warnings > 0
      ? ended(`There ${warnings === 1 ? "is" : "are"} ${counted(warnings, "warning")}.`)
      : CLEAN;
  const ending = gap === undefined ? found : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const shown = { remarks, assumptions: networkAssumptionsOf(analysis), analysis };
  writeAnswer(args, context.stdout, {
    json: () => lintJson(shown, factsOf(network)),
    text: () => lintText(shown),
  });
  return ending;
};
