import { internetVerdictOn } from "./exposure/internet.ts";
import type { NetworkAnalysis, Party } from "./model.ts";
import {
  type AskedPort,
  destinationsOf,
  type Found,
  type NetworkPlace,
  sourcesOf,
} from "./places.ts";
import type { Backend } from "./services.ts";
import {
  type Internet,
  type NetworkVerdict,
  nameOfParty,
  OUTSIDE,
  RANK,
  verdictBetween,
} from "./verdict-between.ts";

/** Whether one place can open a connection to another. */
export interface ReachQuestion extends AskedPort {
  readonly from: NetworkPlace;
  readonly to: NetworkPlace;
}

/**
 * A workload, a Service or a range of addresses is reached if any part of it is, and reaches if any part of it does; the
 * verdict is that of the part which comes furthest. From the internet it is what exposure says: whether an address there
 * comes to the pod by whatever exposes it, and past the policies.
 */
export function canReach(
  question: ReachQuestion,
  analysis: NetworkAnalysis,
): Found<NetworkVerdict> {
  const sources = sourcesOf(question.from, analysis);
  if ("problem" in sources) return sources;
  const destinations = destinationsOf(question.to, question, analysis);
  if ("problem" in destinations) return destinations;
  const verdicts =
    "internet" in question.from
      ? destinations.found.flatMap((each) => fromInternet(each, sources.found, analysis) ?? [])
      : sources.found.flatMap((source) =>
          destinations.found.map((destination) => verdictBetween(source, destination, analysis)),
        );
  const best = furthest(verdicts);
  if (!best) return { problem: "There is nothing at one of the ends of the question." };
  const alike = verdicts.filter(({ verdict }) => verdict === best.verdict).length;
  if (alike < verdicts.length) return { found: withParts(best, alike, verdicts.length) };
  const isToInternet = "internet" in question.to;
  return {
    found: isToInternet ? { ...best, destination: { ...best.destination, party: INTERNET } } : best,
  };
}

const INTERNET: Internet = { kind: "internet" };

function fromInternet(
  destination: Backend,
  sources: readonly Party[],
  analysis: NetworkAnalysis,
): NetworkVerdict | undefined {
  const { party } = destination;
  if (party.kind === "addresses") {
    const passed = furthest(sources.map((each) => verdictBetween(each, destination, analysis)));
    return passed && { ...passed, source: INTERNET };
  }
  const reached = internetVerdictOn(party.endpoint, destination, analysis);
  const { verdict, reason, proof } = reached;
  return {
    verdict,
    reason,
    proof,
    assumptions: reached.assumptions,
    unenforced: reached.unenforced,
    egress: OUTSIDE,
    ingress: { verdict, reason: reached.arrival, decidedBy: proof },
    source: INTERNET,
    destination,
  };
}

function furthest(verdicts: readonly NetworkVerdict[]): NetworkVerdict | undefined {
  let found: NetworkVerdict | undefined;
  for (const each of verdicts) if (!found || RANK[each.verdict] > RANK[found.verdict]) found = each;
  return found;
}

function withParts(best: NetworkVerdict, alike: number, total: number): NetworkVerdict {
  const sentence = `The answer holds for ${alike} of ${total} pairs of pods or ranges of addresses, such as ${nameOfParty(best.source)} and ${nameOfParty(best.destination.party)}.`;
  return { ...best, assumptions: [...best.assumptions, sentence] };
}
