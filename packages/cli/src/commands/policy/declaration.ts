import type { Command } from "../../command.ts";
import { evaluate } from "./evaluate/declaration.ts";
import { exportPolicies } from "./export/declaration.ts";
import { lint } from "./lint/declaration.ts";
import { migrate } from "./migrate/declaration.ts";
import { test } from "./test/declaration.ts";

/** `watertight policy`. */
export const policy: Command = {
  name: "policy",
  summary: "Evaluate admission policies exactly as the API server does, anywhere",
  usage: "policy VERB [OPTIONS] PATH...",
  options: [],
  examples: [
    ...evaluate.examples,
    ...lint.examples,
    ...test.examples,
    ...exportPolicies.examples,
    ...migrate.examples,
  ],
  subcommands: [evaluate, lint, test, exportPolicies, migrate],
};
