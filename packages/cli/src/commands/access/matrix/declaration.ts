import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { IN_NAMESPACE, PATHS } from "../options.ts";

/** `watertight access matrix`. */
export const matrix: Command = {
  name: "matrix",
  summary: "Show subjects against verbs and resources, as a table or a heat map",
  usage: "access matrix [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    IN_NAMESPACE,
    {
      name: "resource",
      kind: "values",
      placeholder: "RESOURCE",
      commaSeparated: true,
      description: "Only these resources, by any name that kubectl takes; may be repeated",
    },
    {
      name: "verb",
      kind: "values",
      placeholder: "VERB",
      commaSeparated: true,
      description: "Only these verbs; may be repeated",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "List the subjects that are part of Kubernetes too",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["table", "csv", "html", "svg", "json"],
      default: "table",
      description: "Format of the matrix",
    },
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight access matrix -o html deploy/ > access.html",
      description: "A page of who may do what, ordered by danger, with the proof of each right",
    },
    {
      command: "watertight access matrix -o svg deploy/ > access.svg",
      description: "A heat map of who may do what, in one file",
    },
    {
      command: "watertight access matrix --resource secrets,pods/exec --verb get,create deploy/",
      description: "Who reads secrets and who runs commands in pods",
    },
  ],
  run: () => import("./run.ts"),
};
