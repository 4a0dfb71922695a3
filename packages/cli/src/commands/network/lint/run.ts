import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import {
  lintNetwork,
  type NetworkAnalysis,
  type NetworkRemark,
  networkAssumptionsOf,
} from "@watertight/core/network";
import type { Evidence } from "@watertight/core/snapshot";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { counted, headingOf } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { locationOf, positionOf, readNetwork, referenceJson } from "../settings.ts";

/** `network lint`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context, {
    problems: "listed",
    wholeCluster: args.flag("whole-cluster"),
  });
  const remarks = lintNetwork(analysis);
  const found = remarks.some(({ level }) => level === "warning");
  const clean = found ? EXIT_STATUS.findings : EXIT_STATUS.clean;
  const status = incomplete ? EXIT_STATUS.incomplete : clean;
  context.statusSoFar(status);
  const shown = { remarks, assumptions: networkAssumptionsOf(analysis), analysis };
  context.stdout.write(args.value("output") === "json" ? asJson(shown) : asText(shown));
  return status;
};

interface Shown {
  readonly remarks: readonly NetworkRemark[];
  readonly assumptions: readonly string[];
  readonly analysis: NetworkAnalysis;
}

function asText({ remarks, assumptions, analysis }: Shown): string {
  const lines = remarks.flatMap((remark) => [
    `${positionOf(analysis, remark)}${remark.level}: ${remark.message} [${remark.rule}]`,
    `  ${nameOf(remark)}`,
    ...(remark.insteadOf ?? []).map(
      (each) => `  ${positionOf(analysis, each)}${nameOf(each)} decides the same`,
    ),
  ]);
  const warnings = remarks.filter(({ level }) => level === "warning").length;
  return [
    ...lines,
    `${counted(warnings, "warning")}, ${counted(remarks.length - warnings, "remark")}.`,
    ...assumptions.map((sentence) => `assumed: ${sentence}`),
    "",
  ]
    .map(sanitize)
    .join("\n");
}

function nameOf({ object, path }: Pick<Evidence, "object" | "path">): string {
  return `${headingOf(object)}${path.length === 0 ? "" : ` ${formatFieldPath(path)}`}`;
}

function asJson({ remarks, assumptions, analysis }: Shown): string {
  const placed = ({ object, path }: Pick<Evidence, "object" | "path">): JsonObject => ({
    object: referenceJson(object),
    path: formatFieldPath(path),
    location: locationOf(analysis, { object, path }) ?? null,
  });
  const list = remarks.map((remark): JsonObject => {
    const { rule, level, message, insteadOf } = remark;
    return {
      rule,
      level,
      message,
      ...placed(remark),
      ...(insteadOf && { insteadOf: insteadOf.map(placed) }),
    };
  });
  const lines = list.map((each) => `  ${stringifyJson(each)}`).join(",\n");
  return `{"remarks": ${list.length === 0 ? "[]" : `[\n${lines}\n]`},\n"assumptions": ${stringifyJson(assumptions)}}\n`;
}
