import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { edges } from "./edges/declaration.ts";
import { ATTACK_OPTIONS, END_OPTIONS, formatOption } from "./options.ts";

/** `watertight paths`. */
export const paths: Command = {
  name: "paths",
  summary: "Show how an attacker gets from what is exposed to what must not fall",
  usage: "paths [--from ENTITY] [--to ENTITY] [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    ...END_OPTIONS,
    ...ATTACK_OPTIONS,
    {
      name: "limit",
      kind: "value",
      placeholder: "N",
      minimum: 1,
      default: "10",
      description: "Most paths between an entry and a goal, each by another chain of steps",
    },
    {
      name: "sure",
      kind: "flag",
      description:
        "Show every path on which all is sure, however long, and not one for each chain of steps",
    },
    {
      name: "explain",
      kind: "flag",
      description: "Show what each step rests on, with lines, and what breaks it",
    },
    formatOption(["html"]),
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight paths --cluster",
      description: "From the internet and pipelines to cluster-admin, nodes and tenants",
    },
    {
      command: "watertight paths --from deployment/shop/web --to cluster-admin --explain deploy/",
      description: "Whether and how a workload that falls takes the cluster along",
    },
    {
      command: "watertight paths -o html deploy/ > paths.html",
      description: "The ranked list and each path drawn, in one page that loads nothing",
    },
  ],
  subcommands: [edges],
  run: () => import("./run.ts"),
};
