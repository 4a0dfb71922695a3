import type { Command } from "../../command.ts";
import { plan } from "./plan/declaration.ts";
import { verify } from "./verify/declaration.ts";

/** `watertight upgrade`. */
export const upgrade: Command = {
  name: "upgrade",
  summary: "Plan the way to another version of Kubernetes, and compare what came of it",
  usage: "upgrade VERB [OPTIONS]",
  options: [],
  examples: [...plan.examples.slice(0, 1), ...verify.examples.slice(0, 1)],
  subcommands: [plan, verify],
};
