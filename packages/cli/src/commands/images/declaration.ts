import type { Command } from "../../command.ts";
import { affected } from "./affected/declaration.ts";
import { compare } from "./compare/declaration.ts";
import { match } from "./match/declaration.ts";
import { packages } from "./packages/declaration.ts";
import { risk } from "./risk/declaration.ts";
import { satisfies } from "./satisfies/declaration.ts";
import { scanImages } from "./scan/declaration.ts";
import { verifyImages } from "./verify/declaration.ts";

/** `watertight images`. */
export const images: Command = {
  name: "images",
  summary: "Tell what images hold, what is known against it and what it puts at risk",
  usage: "images VERB [OPTIONS]",
  options: [],
  examples: [
    ...scanImages.examples.slice(0, 1),
    ...risk.examples.slice(0, 1),
    ...packages.examples.slice(0, 1),
    ...match.examples.slice(0, 1),
    ...compare.examples.slice(0, 1),
  ],
  subcommands: [scanImages, risk, verifyImages, packages, match, affected, satisfies, compare],
};
