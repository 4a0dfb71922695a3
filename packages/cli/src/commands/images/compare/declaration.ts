import type { Command } from "../../../command.ts";
import { BATCH } from "../../../options.ts";

/** `watertight images compare`. */
export const compare: Command = {
  name: "compare",
  summary: "Tell which of two versions is the newer, by the rules of their ecosystem",
  usage: "images compare ECOSYSTEM A B | --batch FILE",
  operands: { placeholder: "ECOSYSTEM A B", minimum: 0, maximum: 3 },
  options: [BATCH],
  examples: [
    {
      command: "watertight images compare Debian:12 1.0~rc1-1 1.0-1",
      description: "How dpkg orders them: <, = or >",
    },
    {
      command: "watertight images compare --batch - < questions.jsonl",
      description: "Many pairs: {id, ecosystem, a, b} a line",
    },
  ],
  run: () => import("./run.ts"),
};
