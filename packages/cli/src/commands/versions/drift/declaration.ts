import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions drift`. */
export const drift: Command = {
  name: "drift",
  summary: "Tell how long CVEs with a fix have been open, by snapshots of several days",
  usage: "versions drift [OPTIONS] SNAPSHOT...",
  operands: { placeholder: "SNAPSHOT", minimum: 1, completes: "file" },
  options: [TEXT_OR_JSON, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight versions drift june.snapshot july.snapshot august.snapshot",
      description: "Exit status 1 if one is open for longer than versions.objectives allows",
    },
    {
      command: "watertight versions drift 2026-06-01=june/ 2026-07-01=july/",
      description: "Folders with manifests, each with its day",
    },
  ],
  readsNot: ["/secrets"],
  run: () => import("./run.ts"),
};
