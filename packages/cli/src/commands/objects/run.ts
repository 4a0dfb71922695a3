import { stringifyJson } from "@watertight/core/kubernetes";
import { isIncomplete } from "@watertight/core/snapshot";
import type { Run } from "../../command.ts";
import { configurationOf } from "../../configuration/configuration.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { readSnapshot } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";

/**
 * Prints `{file, document, line, object}` a line for every object as its file has it. Charts are rendered, for nothing in them
 * is an object before; the files of kustomizations are objects themselves and printed as they are.
 */
export const run: Run = async (args, context) => {
  const snapshot = await readSnapshot(
    args,
    context,
    configurationOf({}, { file: undefined, directory: context.workingDirectory }),
    "plain",
  );
  const status = isIncomplete(snapshot.coverage, snapshot.diagnostics)
    ? EXIT_STATUS.incomplete
    : EXIT_STATUS.clean;
  context.statusSoFar(status);
  for (const { object, origin } of snapshot.objects) {
    const { file, document, line } = origin;
    const place = `"file":${JSON.stringify(file)},"document":${document},"line":${line}`;
    context.stdout.write(`{${place},"object":${stringifyJson(object)}}\n`);
  }
  if (!args.flag("quiet")) printRemarks(snapshot, context);
  return status;
};
