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
  summary: "Find privilege escalation paths, step by step, and the bindings that break them",
  usage: "access escalate [--subject SUBJECT] [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "subject",
      kind: "values",
      placeholder: "SUBJECT",
      description:
        "Whose paths: NAMESPACE/NAME of a service account, user:NAME or group:NAME; may be repeated",
    },
    {
      name: "goal",
      kind: "values",
      placeholder: "GOAL",
      choices: GOALS,
      commaSeparated: true,
      default: "cluster-admin, secrets, node, accounts",
      description: "Goals of the paths; may be repeated",
    },
    {
      name: "paths",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 1,
      default: "3, or 20 with --subject",
      description: "How many paths to each goal, one for each chain of techniques",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "Search the paths of subjects that are part of Kubernetes too",
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
      description: "Who can escalate privileges: exit status 1 if anybody can",
    },
    {
      command: "watertight access escalate --subject shop/web -o mermaid deploy/",
      description: "The paths of one service account, as a diagram",
    },
  ],
  run: () => import("./run.ts"),
};
