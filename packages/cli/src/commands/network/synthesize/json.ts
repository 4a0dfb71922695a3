import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type Need, nameOfEnd, type ObservedNeeds, type Synthesis } from "@watertight/core/network";
import { type DocumentFacts, documentHead } from "@watertight/reports/json";
import { connectionJson } from "@watertight/reports/network";

/** `network synthesize -o json`, with the policies and every connection. */
export function synthesisJson(
  synthesis: Synthesis,
  observed: ObservedNeeds,
  facts: DocumentFacts,
): string {
  const { proof } = synthesis;
  const verdicts = new Map<Need, string>([
    ...proof.proven.map((need) => [need, "yes"] as const),
    ...proof.failed.map(({ need, verdict }) => [need, verdict] as const),
  ]);
  const document: JsonObject = {
    ...documentHead({ ...facts, statements: synthesis.assumptions }),
    proven: synthesis.proven,
    policies: synthesis.policies,
    needed: synthesis.needs.map((need) => ({
      from: nameOfEnd(need.from),
      to: nameOfEnd(need.to),
      protocol: need.protocol,
      port: need.port,
      because: need.because,
      verdict: verdicts.get(need) ?? null,
      deniedBefore: proof.deniedBefore.includes(need),
    })),
    closed: proof.closed.map((each) => ({ ...connectionJson(each), verdict: each.verdict })),
    stillOpen: proof.stillOpen.map(connectionJson),
    needsValue: synthesis.needsValue,
    leftOut: synthesis.leftOut.map(({ from, to, because, flag }) => ({
      from: nameOfEnd({ kind: "workload", workload: from }),
      to: nameOfEnd(to),
      because,
      flag,
    })),
    unresolved: synthesis.unresolved,
    notToldApart: synthesis.notToldApart,
    problems: proof.problems,
    flows: {
      connections: observed.flows,
      leftOut: Object.fromEntries(observed.skipped),
      badLines: observed.badLines,
      external: observed.external,
    },
  };
  return `${stringifyJson(document)}\n`;
}
