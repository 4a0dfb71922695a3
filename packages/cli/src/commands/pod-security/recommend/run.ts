import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { readPods, versionOf } from "../settings.ts";
import { recommendationsJson } from "./json.ts";
import { recommendationsOf } from "./recommendations.ts";
import { recommendationsText } from "./text.ts";

/** `pod-security recommend`. */
export const run: Run = async (args, context) => {
  const version = versionOf(args, context);
  const { snapshot, incomplete } = await readPods(args, context);
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  const recommendations = recommendationsOf(snapshot, version);
  context.stdout.write(
    args.value("output") === "json"
      ? recommendationsJson(version, recommendations)
      : recommendationsText(recommendations),
  );
  return status;
};
