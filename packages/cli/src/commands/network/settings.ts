import type { Cluster } from "@watertight/core/cluster";
import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, PolicyProblem } from "@watertight/core/network";
import { counted, positionIn, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { type ReadingWish, readCluster } from "../../reading.ts";

/** What a verb wants otherwise: `listed` says that it prints the problems of policies itself. */
export interface NetworkReading extends Pick<ReadingWish, "paths" | "configuration"> {
  readonly problems?: "listed";
}

/** The network that the paths describe, with remarks on standard error on what could not be read or decided. */
export async function readNetwork(
  args: Arguments,
  context: Context,
  { problems, ...wish }: NetworkReading = {},
): Promise<{
  readonly cluster: Cluster;
  readonly analysis: NetworkAnalysis;
  readonly gap: string | undefined;
}> {
  const { cluster, gap } = await readCluster(args, context, wish);
  const analysis = cluster.network;
  if (!args.flag("quiet") && problems !== "listed") printProblems(analysis, context);
  return { cluster, analysis, gap: gap ?? undecided(analysis) };
}

/** That policies cannot be decided, in a sentence; undefined where all can. */
function undecided({ problems }: NetworkAnalysis): string | undefined {
  const [first] = problems;
  return (
    first &&
    `Network policies cannot be decided in ${counted(problems.length, "place")}; the first: ${headingOf(first.object)}: ${pathOf(first)}${first.message}.`
  );
}

function printProblems(analysis: NetworkAnalysis, { stderr }: Context): void {
  for (const problem of analysis.problems)
    stderr.write(
      `${sanitize(`${positionOf(analysis, problem)}${headingOf(problem.object)}: ${pathOf(problem)}${problem.message}`)}\n`,
    );
}

function pathOf({ path }: PolicyProblem): string {
  return path.length === 0 ? "" : `${formatFieldPath(path)}: `;
}

/** `file:line:column: ` of a field of an object; empty where the input does not hold the object. */
export function positionOf(
  { snapshot }: Pick<NetworkAnalysis, "snapshot">,
  place: Pick<PolicyProblem, "object" | "path">,
): string {
  const position = positionIn(snapshot, place);
  return position === undefined ? "" : `${position}: `;
}
