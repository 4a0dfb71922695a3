import type { KubernetesObject } from "@watertight/core/kubernetes";
import { FACTS_API_VERSION, NODE_FACTS_KIND } from "@watertight/core/snapshot";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
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
  const facts = await nodeFactsOf(args, context);
  const { input: read, server } = await readLive(clusterPath(args.value("context")), args, context);
  const { observedSource, writeSnapshotFile } = await import("@watertight/api-server");
  const kept = facts.map((object) => observedSource(object, server));
  const input = { ...read, objects: [...read.objects, ...kept] };
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

/** What was read of nodes, as objects that a snapshot holds. */
async function nodeFactsOf(
  args: Arguments,
  context: Context,
): Promise<readonly KubernetesObject[]> {
  const given = args.values("node-facts");
  if (given.length === 0) return [];
  const { readFacts } = await import("../../node-facts/read-facts.ts");
  const { documentOfNodeFacts } = await import("@watertight/core/nodes");
  const { nodes, paths, problems } = await readFacts(given, undefined, context);
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.file}: ${problem.reason}`);
  const [path] = paths;
  if (path !== undefined) throw new UsageError(`${path} holds no facts of nodes alone.`);
  return nodes.map((facts) => ({
    ...{ apiVersion: FACTS_API_VERSION, kind: NODE_FACTS_KIND },
    metadata: { name: facts.node },
    spec: documentOfNodeFacts(facts),
  }));
}
