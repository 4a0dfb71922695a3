import type { Command } from "../../../command.ts";
import { QUIET } from "../../../options.ts";
import { STORE } from "../options.ts";

/** `watertight vulnerabilities update`. */
export const update: Command = {
  name: "update",
  summary: "Fetch the feeds that have changed and build the store anew",
  usage: "vulnerabilities update [OPTIONS] [SOURCE...]",
  operands: { placeholder: "SOURCE", minimum: 0 },
  options: [
    STORE,
    {
      name: "mirror",
      kind: "values",
      placeholder: "URL",
      description: "Ask this address first, in the place of each source's host; may be repeated",
    },
    QUIET,
  ],
  examples: [
    {
      command: "watertight vulnerabilities update",
      description: "OSV's common ecosystems and distributions, KEV and EPSS",
    },
    {
      command: "watertight vulnerabilities update osv:Debian osv:npm alpine:v3.20 kev epss",
      description:
        "Some of them; debian is the tracker itself, redhat its VEX, github its database; any address of a feed goes",
    },
  ],
  run: () => import("./run.ts"),
};
