import { stringifyJson } from "@watertight/core/kubernetes";
import { isOfFacts, nameOfOrigin } from "@watertight/core/snapshot";
import type { Run } from "../../command.ts";
import { CLEAN, endedIncomplete } from "../../ending.ts";
import { readClusters } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";

/**
 * Prints `{file, document, line, object}` a line for every object as its file has it. Charts are rendered, for nothing in them
 * is an object before; the files of kustomizations are objects themselves and printed as they are.
 */
export const run: Run = async (args, context) => {
  const { snapshot, gap } = await readClusters(args, context, {
    kustomizations: "plain",
    remarks: "later",
  });
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  for (const { object, origin } of snapshot.objects) {
    if (isOfFacts(object)) continue;
    const place =
      origin.from === "file" ? `,"document":${origin.document},"line":${origin.line}` : "";
    context.stdout.write(
      `{"file":${JSON.stringify(nameOfOrigin(origin))}${place},"object":${stringifyJson(object)}}\n`,
    );
  }
  if (!args.flag("quiet")) printRemarks(snapshot, context);
  return ending;
};
