import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import {
  type ExposureScope,
  type NetworkAnalysis,
  type NetworkExposure,
  type NetworkExposures,
  networkExposures,
} from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { headingOf } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { portsText } from "../connections/formats.ts";
import { locationOf, positionOf, readNetwork, referenceJson } from "../settings.ts";

/** `network exposure`. */
export const run: Run = async (args, context) => {
  const { analysis, incomplete } = await readNetwork(args, context, { anyPod: true });
  const status = incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
  context.statusSoFar(status);
  const found = networkExposures(analysis);
  context.stdout.write(
    args.value("output") === "json"
      ? asJson(found, analysis)
      : asText(found, analysis, args.flag("explain")),
  );
  return status;
};

const SCOPES: readonly (readonly [ExposureScope, string])[] = [
  ["internet", "Open to the internet"],
  ["network", "Open to the network of the nodes"],
  ["cluster", "Open to every pod of the cluster"],
  ["namespaces", "Open to pods of other namespaces"],
];

function asText(
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
  { workload, ports, verdict, reason, proof, namespaces }: NetworkExposure,
  analysis: NetworkAnalysis,
  explain: boolean,
): readonly string[] {
  const to = namespaces ? ` from ${namespaces.join(", ")}` : "";
  const [entrance] = proof;
  const by = namespaces || !entrance || verdict === "no" ? "" : ` by ${headingOf(entrance.object)}`;
  const head = `  ${verdict}: ${workload} ${portsText(isEverything(ports) ? "all" : ports)}${to}${by}`;
  if (!explain) return verdict === "yes" ? [head] : [head, `    ${reason}`];
  return [
    head,
    ...proof.map(
      (each) => `    ${positionOf(analysis, each)}${headingOf(each.object)}: ${each.message}`,
    ),
    `    ${reason}`,
  ];
}

function isEverything(ports: NetworkExposure["ports"]): boolean {
  return ports.length === 3 && ports.every(({ from, to }) => from === 1 && to === 65_535);
}

function asJson({ exposures, problems }: NetworkExposures, analysis: NetworkAnalysis): string {
  const list = exposures.map((each): JsonObject => {
    const { scope, workload, ports, verdict, reason, proof, assumptions, namespaces } = each;
    return {
      scope,
      workload,
      ports: isEverything(ports)
        ? "all"
        : ports.map(({ protocol, from, to }) => ({ protocol, from, to })),
      ...(namespaces && { namespaces }),
      verdict,
      reason,
      proof: proof.map(({ object, path, message }) => ({
        object: referenceJson(object),
        path: formatFieldPath(path),
        message,
        location: locationOf(analysis, { object, path }) ?? null,
      })),
      assumptions,
    };
  });
  const lines = list.map((each) => `  ${stringifyJson(each)}`).join(",\n");
  return `{"exposures": ${list.length === 0 ? "[]" : `[\n${lines}\n]`},\n"problems": ${stringifyJson(problems)}}\n`;
}
