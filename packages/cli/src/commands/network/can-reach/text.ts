import { headingOf } from "@watertight/core/findings";
import {
  type NetworkAnalysis,
  type NetworkVerdict,
  nameOfParty,
  type SideVerdict,
} from "@watertight/core/network";
import { type Evidence, fieldText } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import { positionOf } from "../settings.ts";

/** A verdict as people read it: a line, and with `explain` what decided on either side, with lines of files. */
export function verdictText(
  verdict: NetworkVerdict,
  analysis: NetworkAnalysis,
  { explain }: { readonly explain: boolean },
): string {
  const { source, destination, reason } = verdict;
  const head = `${verdict.verdict}: ${nameOfParty(source)} => ${nameOfParty(destination.party)} ${destination.protocol} ${destination.port}`;
  const lines = explain
    ? [
        ...sideLines("egress", verdict.egress, analysis),
        ...sideLines("ingress", verdict.ingress, analysis),
        ...(verdict.unenforced.length > 0 ? ["  unenforced:"] : []),
        ...verdict.unenforced.flatMap((evidence) => evidenceLines(evidence, analysis)),
        ...verdict.assumptions.map((sentence) => `  assumed: ${sentence}`),
      ]
    : [`  ${reason}`];
  return `${[head, ...lines].map(sanitize).join("\n")}\n`;
}

function sideLines(
  name: "egress" | "ingress",
  { verdict, reason, decidedBy }: SideVerdict,
  analysis: NetworkAnalysis,
): readonly string[] {
  const evidence = decidedBy.flatMap((each) => evidenceLines(each, analysis));
  return [`  ${name}: ${verdict}${decidedBy.length === 1 ? "" : `, ${reason}`}`, ...evidence];
}

function evidenceLines(evidence: Evidence, analysis: NetworkAnalysis): readonly string[] {
  const { object, path, message } = evidence;
  const where = positionOf(analysis, evidence).replace(/: $/, "");
  const field = path.length === 0 ? "" : ` ${fieldText(analysis.snapshot.find(object), path)}`;
  return [
    `    ${headingOf(object)}${field}: ${message}`,
    ...(where === "" ? [] : [`      ${where}`]),
  ];
}
