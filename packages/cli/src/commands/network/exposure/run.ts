import { networkAssumptionsOf, networkExposures } from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { readNetwork } from "../settings.ts";
import { exposureJson } from "./json.ts";
import { exposureText } from "./text.ts";

/** `network exposure`. */
export const run: Run = async (args, context) => {
  const network = await readNetwork(args, context);
  const { analysis, gap } = network;
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const found = networkExposures(analysis);
  writeAnswer(args, context.stdout, {
    json: () => exposureJson(found, analysis, factsOf(network, networkAssumptionsOf(analysis))),
    text: () => exposureText(found, analysis, args.flag("explain")),
  });
  return ending;
};
