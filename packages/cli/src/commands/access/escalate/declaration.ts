import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";

/** As `GOAL_IDS` of the core, which is not loaded for a declaration. */
const GOALS = [
  "cluster-admin",
  "secrets",
  "node",
  "accounts",
  "admission",
  "network",
  "traffic",
  "cloud",
  "deputies",
];

/** `watertight access escalate`. */
export const escalate: Command = {
  name: "escalate",
  summary: "Find every way to more rights, step by step, and the bindings that break it",
  usage: "access escalate [--subject SUBJECT] [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "subject",
      kind: "values",
      placeholder: "SUBJECT",
      description:
        "Whose ways: NAMESPACE/NAME of a service account, user:NAME or group:NAME; may be repeated",
    },
    {
      name: "goal",
      kind: "values",
      placeholder: "GOAL",
      choices: GOALS,
      commaSeparated: true,
      default: "cluster-admin, secrets, node, accounts",
      description: "What the ways lead to; may be repeated",
    },
    {
      name: "paths",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 1,
      default: "3, or 20 with --subject",
      description: "How many ways to each goal, one for each chain of techniques",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "Search for the ways of subjects that are part of Kubernetes too",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "mermaid", "dot"],
      default: "text",
      description: "Format of the answer; mermaid and dot are diagrams",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS.map((option) =>
      option.name === "bootstrap-policy" ? { ...option, default: "roles-and-bindings" } : option,
    ),
  ],
  examples: [
    {
      command: "watertight access escalate deploy/",
      description: "Who comes to more rights than it has: exit status 1 if anybody does",
    },
    {
      command: "watertight access escalate --subject shop/web -o mermaid deploy/",
      description: "The ways of one service account, as a diagram",
    },
  ],
  run: () => import("./run.ts"),
};
