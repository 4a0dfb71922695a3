import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CLEAN, endedIncomplete, gapIn } from "../../ending.ts";
import { writeBytes } from "../../files.ts";
import { clusterPath } from "../../live/cluster-path.ts";
import { namespacesOf, readLive } from "../../live/read-live.ts";
import { printRemarks } from "../../remarks.ts";
import { UsageError } from "../../usage-error.ts";

/** Reads a cluster and writes it to a file; what may not be seen is said, and is in the file as not seen. */
export const run: Run = async (args, context) => {
  const file = args.value("output");
  if (file === undefined) {
    throw new UsageError("Say where the snapshot is to be written: -o FILE.", { verb: "snapshot" });
  }
  const { input, server } = await readLive(clusterPath(args.value("context")), args, context);
  const { writeSnapshotFile } = await import("@watertight/api-server");
  const bytes = writeSnapshotFile(input, {
    server,
    namespaces: namespacesOf(args),
    taken: context.today(),
  });
  await writeBytes(file, bytes, "The snapshot", context);
  const gap = gapIn(input);
  if (!args.flag("quiet")) {
    printRemarks(input, context);
    const { objects } = input.coverage;
    context.stderr.write(`${sanitize(`${file}: ${counted(objects, "object")} of ${server}.`)}\n`);
  }
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};
