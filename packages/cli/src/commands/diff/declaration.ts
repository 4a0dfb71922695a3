import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { FAIL_ON_OPTION } from "../../options.ts";

/** `watertight diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Compare two reports or two folders: new and resolved findings",
  usage: "diff [OPTIONS] OLD NEW",
  operands: { placeholder: "OLD and NEW", minimum: 2, maximum: 2, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown"],
      default: "text",
      description: "Format of the answer",
    },
    FAIL_ON_OPTION,
    ...SCAN_OPTIONS,
  ],
  examples: [
    {
      command: "watertight diff main.json branch.json",
      description: "Two reports of scan -o json; status 1 when new findings reach --fail-on",
    },
    {
      command: "watertight diff -o markdown ../main/deploy deploy",
      description: "Two folders, for a comment on a pull request",
    },
  ],
  run: () => import("./run.ts"),
};
