import type { Database } from "@watertight/store";
import { describe } from "vitest";
import { describeKeeping } from "./keeping-contract.ts";
import { describeLetters } from "./letters-contract.ts";
import { describeLives } from "./lives-contract.ts";
import { describeQuestions } from "./questions-contract.ts";

/** What every database has to do; `open` gives an empty one. */
export function describeStore(title: string, open: () => Promise<Database>): void {
  describe(title, () => {
    describe("writes", () => {
      describeLives(open);
    });
    describe("answers", () => {
      describeQuestions(open);
    });
    describe("keeps", () => {
      describeKeeping(open);
    });
    describe("holds what leaves", () => {
      describeLetters(open);
    });
  });
}
