import { networkExposures } from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { readNetwork } from "../settings.ts";
import { exposureJson } from "./json.ts";
import { exposureText } from "./text.ts";

/** `network exposure`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context);
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  const found = networkExposures(analysis);
  context.stdout.write(
    args.value("output") === "json"
      ? exposureJson(found, analysis)
      : exposureText(found, analysis, args.flag("explain")),
  );
  return status;
};
