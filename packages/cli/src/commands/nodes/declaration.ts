import type { Command } from "../../command.ts";
import { access } from "./access/declaration.ts";
import { baseline } from "./baseline/declaration.ts";
import { evaluate } from "./evaluate/declaration.ts";
import { profile } from "./profile/declaration.ts";
import { profiles } from "./profiles/declaration.ts";

/** `watertight nodes`. */
export const nodes: Command = {
  name: "nodes",
  summary: "Judge nodes by the CIS benchmarks and hardening, from facts that were read of them",
  usage: "nodes VERB [OPTIONS] PATH...",
  options: [],
  examples: [
    ...evaluate.examples,
    ...access.examples,
    ...profiles.examples,
    ...profile.examples,
    ...baseline.examples,
  ],
  subcommands: [evaluate, access, profiles, profile, baseline],
};
