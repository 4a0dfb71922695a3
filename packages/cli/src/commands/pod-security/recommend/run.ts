import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { readPods, versionOf } from "../settings.ts";
import { recommendationsJson } from "./json.ts";
import { recommendationsOf } from "./recommendations.ts";
import { recommendationsText } from "./text.ts";

/** `pod-security recommend`. */
export const run: Run = async (args, context) => {
  const version = versionOf(args, context);
  const { snapshot, gap } = await readPods(args, context);
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const recommendations = recommendationsOf(snapshot, version);
  context.stdout.write(
    args.value("output") === "json"
      ? recommendationsJson(version, recommendations, {
          snapshot,
          incomplete: gap !== undefined,
        })
      : recommendationsText(recommendations),
  );
  return ending;
};
