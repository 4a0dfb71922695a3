import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { reportRecommendations } from "../report.ts";
import { formatOf, readPods, versionOf } from "../settings.ts";

/** `pod-security recommend`. */
export const run: Run = async (args, context) => {
  const version = versionOf(args);
  const { snapshot, incomplete } = await readPods(args, context);
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  context.stdout.write(reportRecommendations(snapshot, version, formatOf(args)));
  return status;
};
