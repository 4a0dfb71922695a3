import { expect, test } from "vitest";
import type { AnswerJson, ReachJson } from "../documents/network.ts";
import { answerTo } from "./reach.ts";

const side = { verdict: "yes", reason: "", decidedBy: [] } as const;
const answer = (reason: string): AnswerJson => ({
  verdict: "yes",
  reason,
  egress: side,
  ingress: side,
  assumptions: [],
});
const reach: ReachJson = {
  answers: [answer("low"), answer("high")],
  pairs: [
    {
      from: "a",
      to: "b",
      ports: [
        { protocol: "TCP", from: 1, to: 1023, answer: 0 },
        { protocol: "TCP", from: 1024, to: 65_535, answer: 1 },
        { protocol: "UDP", from: 1, to: 65_535, answer: -1 },
      ],
    },
  ],
};

test.each([
  ["a", "b", 1023, "TCP", "low"],
  ["a", "b", 1024, "TCP", "high"],
  ["a", "b", 53, "UDP", undefined],
  ["a", "b", 53, "SCTP", undefined],
  ["b", "a", 80, "TCP", undefined],
])("from %s to %s on %i %s it is %j", (from, to, port, protocol, reason) => {
  expect(answerTo({ from, to, port, protocol }, reach)?.reason).toBe(reason);
});
