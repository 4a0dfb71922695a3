import { networkExposures } from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { readNetwork } from "../settings.ts";
import { exposureJson } from "./json.ts";
import { exposureText } from "./text.ts";

/** `network exposure`. */
export const run: Run = async (args, context) => {
  const { analysis, gap } = await readNetwork(args, context);
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const found = networkExposures(analysis);
  context.stdout.write(
    args.value("output") === "json"
      ? exposureJson(found, analysis)
      : exposureText(found, analysis, args.flag("explain")),
  );
  return ending;
};
