import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { PATHS } from "../options.ts";

/** `watertight network exposure`. */
export const exposure: Command = {
  name: "exposure",
  summary:
    "List what is open to the internet, to private networks, to the cluster and to other namespaces",
  usage: "network exposure [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    TEXT_OR_JSON,
    {
      name: "explain",
      kind: "flag",
      description: "Name the way in and the rules that decide, with their lines",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight network exposure --explain deploy/",
      description:
        "What is open to whom, by which Service or Ingress, and what policies make of it",
    },
  ],
  run: () => import("./run.ts"),
};
