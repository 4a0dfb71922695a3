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
  [{ from: "a", to: "b", port: 1023, protocol: "TCP" }, "low"],
  [{ from: "a", to: "b", port: 1024, protocol: "TCP" }, "high"],
  [{ from: "a", to: "b", port: 53, protocol: "UDP" }, undefined],
  [{ from: "a", to: "b", port: 53, protocol: "SCTP" }, undefined],
  [{ from: "b", to: "a", port: 80, protocol: "TCP" }, undefined],
])("%j is %j", (asked, reason) => {
  expect(answerTo(asked, reach)?.reason).toBe(reason);
});
