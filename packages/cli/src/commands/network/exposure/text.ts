import { headingOf } from "@watertight/core/findings";
import type {
  ExposureScope,
  NetworkAnalysis,
  NetworkExposure,
  NetworkExposures,
} from "@watertight/core/network";
import { isEverything, portsText } from "@watertight/reports/network";
import { sanitize } from "@watertight/reports/text";
import { positionOf } from "../settings.ts";

const SCOPES: readonly (readonly [ExposureScope, string])[] = [
  ["internet", "Open to the internet"],
  ["network", "Open to the network of the nodes"],
  ["private", "Open to the private network"],
  ["cluster", "Open to every pod of the cluster"],
  ["namespaces", "Open to pods of other namespaces"],
];

/** `network exposure` for people, with `explain` also what decides. */
export function exposureText(
  { exposures, problems }: NetworkExposures,
  analysis: NetworkAnalysis,
  explain: boolean,
): string {
  const sections = SCOPES.flatMap(([scope, title]) => {
    const listed = exposures.filter((each) => each.scope === scope);
    return listed.length === 0
      ? []
      : [`${title}:`, ...listed.flatMap((each) => linesOf(each, analysis, explain)), ""];
  });
  const assumed = new Set(exposures.flatMap(({ assumptions }) => assumptions));
  return [
    ...(sections.length === 0 ? ["Nothing is open to others.", ""] : sections),
    ...problems.map((sentence) => `not followed: ${sentence}`),
    ...[...assumed].map((sentence) => `assumed: ${sentence}`),
    "",
  ]
    .map(sanitize)
    .join("\n");
}

function linesOf(
  { target, ports, verdict, reason, proof, namespaces }: NetworkExposure,
  analysis: NetworkAnalysis,
  explain: boolean,
): readonly string[] {
  const to = namespaces ? ` from ${namespaces.join(", ")}` : "";
  const [entrance] = proof;
  const by = namespaces || !entrance || verdict === "no" ? "" : ` by ${headingOf(entrance.object)}`;
  const head = `  ${verdict}: ${target.name} ${portsText(isEverything(ports) ? "all" : ports)}${to}${by}`;
  if (!explain) return verdict === "yes" ? [head] : [head, `    ${reason}`];
  return [
    head,
    ...proof.map(
      (each) => `    ${positionOf(analysis, each)}${headingOf(each.object)}: ${each.message}`,
    ),
    `    ${reason}`,
  ];
}
