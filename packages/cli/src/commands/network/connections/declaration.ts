import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { PATHS } from "../options.ts";

/** `watertight network connections`. */
export const connections: Command = {
  name: "connections",
  summary: "List who may connect to whom, on which ports",
  usage: "network connections [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "csv", "dot", "mermaid", "html", "svg"],
      default: "text",
      description: "Format of the list",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight network connections deploy/",
      description: "Every connection that the policies of a folder let through",
    },
    {
      command: "watertight network connections -o dot deploy/ | dot -Tsvg > network.svg",
      description: "The same as a picture",
    },
    {
      command: "watertight network connections -o html deploy/ > network.html",
      description: "A map with what is open first and what decides, in one page that loads nothing",
    },
  ],
  run: () => import("./run.ts"),
};
