import { RIGHTS_AND_SECRETS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { admit } from "./admit/declaration.ts";
import { evaluate } from "./evaluate/declaration.ts";
import { recommend } from "./recommend/declaration.ts";

/** `watertight pod-security`. */
export const podSecurity: Command = {
  name: "pod-security",
  summary: "Evaluate the Pod Security Standards exactly as Kubernetes does",
  usage: "pod-security VERB [OPTIONS] PATH...",
  options: [],
  examples: [...evaluate.examples, ...recommend.examples],
  subcommands: [evaluate, admit, recommend].map((command) => ({
    ...command,
    readsNot: RIGHTS_AND_SECRETS,
  })),
};
