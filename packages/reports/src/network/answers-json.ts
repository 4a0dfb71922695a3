import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import {
  canReach,
  type MapNode,
  type NetworkAnalysis,
  type NetworkPlace,
  type ReachQuestion,
} from "@watertight/core/network";
import { verdictJson } from "./verdict-json.ts";

/** A page of more answers would be slow to write; it then says how to ask. */
const MOST_QUESTIONS = 40_000;

type Ports = Pick<ReachQuestion, "protocol"> & { readonly from: number; readonly to: number };

/**
 * Who reaches whom, for every pair of workloads (and from the internet) and every port, as `network can-reach` answers it: each answer once,
 * and which of them holds. Null where there are too many pairs.
 */
export function answersJson(
  nodes: readonly MapNode[],
  analysis: NetworkAnalysis,
): JsonObject | null {
  const ports = portsOf(analysis);
  const ends = nodes.flatMap((node) => {
    const place = placeOf(node);
    return place ? [{ id: node.id, place }] : [];
  });
  if ((ends.length + 1) * ends.length * ports.length > MOST_QUESTIONS) return null;
  const answers = new Map<string, number>();
  const list: JsonObject[] = [];
  const numberOf = (question: ReachQuestion): number => {
    const found = canReach(question, analysis);
    if ("problem" in found) return -1;
    const answer = verdictJson(found.found, analysis);
    const text = stringifyJson(answer);
    const known = answers.get(text);
    if (known !== undefined) return known;
    answers.set(text, list.length);
    return list.push(answer) - 1;
  };
  const sources = [...ends, { id: "internet", place: { internet: true } as const }];
  const pairs = sources.flatMap((from) =>
    ends
      .filter((to) => to !== from)
      .map((to): JsonObject => {
        const answered = ports.map((each) => ({
          ...each,
          answer: numberOf({
            from: from.place,
            to: to.place,
            port: each.from,
            protocol: each.protocol,
          }),
        }));
        return { from: from.id, to: to.id, ports: joined(answered).map((each) => ({ ...each })) };
      }),
  );
  return { answers: list, pairs };
}

/** The ports that policies tell apart: within each of these ranges every port has the same answer. */
function portsOf({ possibilities }: NetworkAnalysis): readonly Ports[] {
  const [first] = possibilities;
  return first?.reachability.universe.portSets.atoms.atoms ?? [];
}

/** Neighbouring ranges of one answer as one. */
function joined<Range extends Ports & { readonly answer: number }>(
  ranges: readonly Range[],
): readonly Range[] {
  const found: Range[] = [];
  for (const range of ranges) {
    const last = found.at(-1);
    const goesOn =
      last?.answer === range.answer &&
      last.protocol === range.protocol &&
      last.to + 1 === range.from;
    if (goesOn) found[found.length - 1] = { ...last, to: range.to };
    else found.push(range);
  }
  return found;
}

/** Only what is in the cluster can be asked about by its name. */
function placeOf({ id, namespace }: MapNode): NetworkPlace | undefined {
  const [, name, kind] = /([^/]*)\[([^[]*)\]$/.exec(id) ?? [];
  if (namespace === undefined || name === undefined || kind === undefined) return undefined;
  return { workload: { namespace, name }, kind };
}
