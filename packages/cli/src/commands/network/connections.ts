import { connectionsOf } from "@watertight/core";
import type { Run } from "../../command.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { CONNECTION_FORMATS } from "./connection-formats.ts";
import { readNetwork } from "./settings.ts";

/** `network connections`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context);
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  const format = CONNECTION_FORMATS.get(args.value("output") ?? "text");
  context.stdout.write(format?.(connectionsOf(analysis)) ?? "");
  return status;
};
