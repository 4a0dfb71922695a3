import { SEVERITIES, TOPICS } from "@watertight/core/vocabulary";
import type { Command } from "../../command.ts";
import { TEXT_OR_JSON } from "../../options.ts";

/** `watertight checks`. */
export const checks: Command = {
  name: "checks",
  summary: "List the checks",
  usage: "checks [OPTIONS]",
  options: [
    TEXT_OR_JSON,
    {
      name: "topic",
      kind: "values",
      placeholder: "TOPIC",
      choices: TOPICS,
      description: "Only checks of this topic; may be repeated",
    },
    {
      name: "severity",
      kind: "values",
      placeholder: "SEVERITY",
      choices: SEVERITIES,
      description: "Only checks of this severity; may be repeated",
    },
    { name: "count", kind: "flag", description: "Print how many there are, and nothing else" },
  ],
  examples: [
    {
      command: "watertight checks --topic images --severity high",
      description: "The checks of one topic that weigh most",
    },
    { command: "watertight checks -o json", description: "The whole catalogue for a program" },
  ],
  run: () => import("./run.ts"),
};
