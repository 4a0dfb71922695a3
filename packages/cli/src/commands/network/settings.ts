import { headingOf } from "@watertight/core/findings";
import {
  formatFieldPath,
  type JsonObject,
  type ObjectReference,
} from "@watertight/core/kubernetes";
import {
  createNetworkAnalysis,
  type NetworkAnalysis,
  type NetworkSettings,
  type PolicyProblem,
  parseCidr,
  parseCniName,
} from "@watertight/core/network";
import { isIncomplete } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import { configurationOf } from "../../configuration/configuration.ts";
import type { Context } from "../../context.ts";
import { readSnapshot } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";
import { UsageError } from "../../usage-error.ts";

/** What a verb wants otherwise: `listed` says that it prints the problems of policies itself. */
export interface NetworkReading extends Pick<NetworkSettings, "anyPod"> {
  readonly problems?: "listed";
  /** Whether the input is everything in the cluster. */
  readonly wholeCluster?: boolean;
  /** In place of the operands. */
  readonly paths?: readonly string[];
}

/** The network that the paths describe, with remarks on standard error on what could not be read or decided. */
export async function readNetwork(
  args: Arguments,
  context: Context,
  { problems, wholeCluster = false, paths = args.operands, ...more }: NetworkReading = {},
): Promise<{ readonly analysis: NetworkAnalysis; readonly incomplete: boolean }> {
  const settings = settingsOf(args);
  const place = { file: undefined, directory: context.workingDirectory };
  const configuration = configurationOf(wholeCluster ? { wholeCluster } : {}, place);
  const snapshot = await readSnapshot({ ...args, operands: paths }, context, configuration);
  const analysis = createNetworkAnalysis(snapshot, { ...settings, ...more });
  if (!args.flag("quiet")) {
    printRemarks(snapshot, context);
    if (problems !== "listed") printProblems(analysis, context);
  }
  const unread = isIncomplete(snapshot.coverage, snapshot.diagnostics);
  return { analysis, incomplete: unread || analysis.problems.length > 0 };
}

function settingsOf(args: Arguments): NetworkSettings {
  const cni = parseCniName(args.value("cni") ?? "");
  const blocks = args.value("ip-blocks-match-pods");
  const host = args.value("host-network-pods");
  const ranges = args.values("pod-cidr").map((text) => {
    const range = parseCidr(text);
    if (!range)
      throw new UsageError(`"${text}" is no range of addresses; write one as 10.0.0.0/8.`);
    return range;
  });
  return {
    ...(cni && { cni }),
    ...(blocks !== undefined && { ipBlocksMatchPods: blocks === "yes" }),
    ...((host === "pod" || host === "node") && { hostNetworkPods: host }),
    ...(ranges.length > 0 && { podRanges: ranges }),
  };
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
  { object, path }: Pick<PolicyProblem, "object" | "path">,
): string {
  const found = locationOf({ snapshot }, { object, path });
  return found ? `${found.file}:${found.line}:${found.column}: ` : "";
}

/** Where a field of an object stands; undefined where the input does not hold the object. */
export function locationOf(
  { snapshot }: Pick<NetworkAnalysis, "snapshot">,
  { object, path }: Pick<PolicyProblem, "object" | "path">,
): { readonly file: string; readonly line: number; readonly column: number } | undefined {
  const found = snapshot.objects.findLast(({ reference }) => reference === object);
  if (!found) return undefined;
  const { file, line, column } = found.origin.locate(path);
  return { file, line, column };
}

/** What names an object, as reports have it. */
export function referenceJson({ apiVersion, kind, namespace, name }: ObjectReference): JsonObject {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}
