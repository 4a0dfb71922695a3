import {
  createNetworkAnalysis,
  formatFieldPath,
  isIncomplete,
  type NetworkAnalysis,
  type NetworkSettings,
  type PolicyProblem,
  parseCidr,
  parseCniName,
} from "@watertight/core";
import type { Arguments } from "../../command.ts";
import { configurationOf } from "../../configuration/configuration.ts";
import type { Context } from "../../context.ts";
import { headingOf } from "../../formats/words.ts";
import { readSnapshot } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";
import { sanitize } from "../../terminal/sanitize.ts";
import { UsageError } from "../../usage-error.ts";

/** The network that the paths describe, with remarks on standard error on what could not be read or decided. */
export async function readNetwork(
  args: Arguments,
  context: Context,
  paths: readonly string[] = args.operands,
): Promise<{ readonly analysis: NetworkAnalysis; readonly incomplete: boolean }> {
  const settings = settingsOf(args);
  const place = { file: undefined, directory: context.workingDirectory };
  const snapshot = await readSnapshot(
    { ...args, operands: paths },
    context,
    configurationOf({}, place),
  );
  const analysis = createNetworkAnalysis(snapshot, settings);
  if (!args.flag("quiet")) {
    printRemarks(snapshot, context);
    printProblems(analysis, context);
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
  { snapshot }: NetworkAnalysis,
  { object, path }: Pick<PolicyProblem, "object" | "path">,
): string {
  const found = snapshot.objects.findLast(({ reference }) => reference === object);
  if (!found) return "";
  const { file, line, column } = found.origin.locate(path);
  return `${file}:${line}:${column}: `;
}
