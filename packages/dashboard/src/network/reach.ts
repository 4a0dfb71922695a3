import type { AnswerJson, ReachJson } from "../documents/network.ts";

/** A question as a person asks it. */
export interface ReachAsked {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

/** What decides whether one end reaches the other on a port; undefined where the page has no answer. */
export function answerTo(
  { from, to, port, protocol }: ReachAsked,
  { pairs, answers }: ReachJson,
): AnswerJson | undefined {
  const pair = pairs.find((each) => each.from === from && each.to === to);
  const range = pair?.ports.find(
    (each) => each.protocol === protocol && each.from <= port && port <= each.to,
  );
  return range && answers[range.answer];
}
