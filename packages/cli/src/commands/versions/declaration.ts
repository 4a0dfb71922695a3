import type { Command } from "../../command.ts";
import { affected } from "./affected/declaration.ts";
import { cves } from "./cves/declaration.ts";
import { deprecated } from "./deprecated/declaration.ts";
import { drift } from "./drift/declaration.ts";
import { skew } from "./skew/declaration.ts";
import { support } from "./support/declaration.ts";

/** `watertight versions`. */
export const versions: Command = {
  name: "versions",
  summary: "Tell what is known against versions of Kubernetes and how long they are supported",
  usage: "versions VERB [OPTIONS]",
  options: [],
  examples: [
    ...cves.examples.slice(0, 1),
    ...affected.examples.slice(0, 1),
    ...deprecated.examples.slice(0, 1),
    ...support.examples.slice(0, 1),
  ],
  subcommands: [cves, affected, deprecated, skew, support, drift],
};
