import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { ATTACK_PATHS, FAIL_ON_OPTION } from "../../options.ts";
import { ATTACK_OPTIONS, END_OPTIONS } from "../paths/options.ts";

/** `watertight diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Compare two reports or two folders: findings, and paths of attack that open and close",
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
    {
      name: "fail-on-paths",
      kind: "flag",
      description:
        "End with status 1 where a path of attack is opened, and with 3 where one may be; takes inputs, not reports",
    },
    {
      ...ATTACK_PATHS,
      description:
        "Compare paths of attack too, which takes the graph of each input; --fail-on-paths does always",
    },
    ...END_OPTIONS,
    ...ATTACK_OPTIONS,
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
    {
      command: "watertight diff --fail-on none --fail-on-paths ../main/deploy deploy",
      description: "Status 1 when the change opens a path of attack",
    },
  ],
  run: () => import("./run.ts"),
};
