import type { Command } from "../../../command.ts";
import { BATCH } from "../../../options.ts";

/** `watertight images affected`. */
export const affected: Command = {
  name: "affected",
  summary: "Tell whether a package is affected by an OSV record",
  usage: "images affected RECORD ECOSYSTEM NAME VERSION | --batch FILE",
  operands: { placeholder: "RECORD ECOSYSTEM NAME VERSION", minimum: 0, maximum: 4 },
  options: [BATCH],
  examples: [
    {
      command: "watertight images affected GO-2023-1234.json Go golang.org/x/net v0.7.0",
      description: "Prints the verdict with its reason; status 1 if it is affected",
    },
    {
      command: "watertight images affected --batch - < questions.jsonl",
      description: "Many: {id, vulnerability, package: {ecosystem, name, version}} a line",
    },
  ],
  run: () => import("./run.ts"),
};
