import type { Command } from "../../command.ts";
import { affected } from "./affected/declaration.ts";
import { compare } from "./compare/declaration.ts";
import { match } from "./match/declaration.ts";
import { packages } from "./packages/declaration.ts";
import { satisfies } from "./satisfies/declaration.ts";

/** `watertight images`. */
export const images: Command = {
  name: "images",
  summary: "Tell what images hold and what is known against it",
  usage: "images VERB [OPTIONS]",
  options: [],
  examples: [
    ...packages.examples.slice(0, 1),
    ...match.examples.slice(0, 1),
    ...compare.examples.slice(0, 1),
  ],
  subcommands: [packages, match, affected, satisfies, compare],
};
