import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { STORE } from "../options.ts";

/** `watertight vulnerabilities status`. */
export const status: Command = {
  name: "status",
  summary: "Tell what the store holds and how old it is; status 1 if it is too old",
  usage: "vulnerabilities status [OPTIONS]",
  options: [TEXT_OR_JSON, STORE],
  examples: [
    {
      command: "watertight vulnerabilities status",
      description: "Every source with its age",
    },
  ],
  run: () => import("./run.ts"),
};
