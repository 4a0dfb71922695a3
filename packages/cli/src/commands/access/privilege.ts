import type { Command, OptionDeclaration } from "../../command.ts";
import { TEXT_OR_JSON } from "../../options.ts";
import { AS_GROUP, EXPLAIN, FILENAME, NAMESPACE, READING } from "./options.ts";

const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;

const IN_NAMESPACE: OptionDeclaration = {
  ...NAMESPACE,
  description: "Only what holds in this namespace, whole-cluster rights included",
};

const SUBJECT: OptionDeclaration = {
  name: "subject",
  kind: "value",
  placeholder: "SUBJECT",
  description:
    "Whose rights: system:serviceaccount:NAMESPACE:NAME or NAMESPACE/NAME, user:NAME or group:NAME",
};

/** `watertight access rights`. */
export const rights: Command = {
  name: "rights",
  summary: "List all that a user, group or service account may do, merged and by namespace",
  usage: "access rights --subject SUBJECT [OPTIONS] PATH...",
  operands: PATHS,
  options: [SUBJECT, AS_GROUP, IN_NAMESPACE, EXPLAIN, TEXT_OR_JSON, FILENAME, ...READING],
  examples: [
    {
      command: "watertight access rights --subject shop/web --explain deploy/",
      description: "What a service account may do, and by which bindings",
    },
    {
      command: "watertight access rights --subject group:developers -n shop -o json deploy/",
      description: "The same of a group in one namespace, as a SelfSubjectRulesReview",
    },
  ],
  run: () => import("./rights.ts"),
};

/** `watertight access matrix`. */
export const matrix: Command = {
  name: "matrix",
  summary: "Show subjects against verbs and resources, as a table or a heat map",
  usage: "access matrix [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    IN_NAMESPACE,
    {
      name: "resource",
      kind: "values",
      placeholder: "RESOURCE",
      commaSeparated: true,
      description: "Only these resources, by any name that kubectl takes; may be repeated",
    },
    {
      name: "verb",
      kind: "values",
      placeholder: "VERB",
      commaSeparated: true,
      description: "Only these verbs; may be repeated",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "List the subjects that are part of Kubernetes too",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["table", "csv", "svg", "json"],
      default: "table",
      description: "Format of the matrix",
    },
    FILENAME,
    ...READING,
  ],
  examples: [
    {
      command: "watertight access matrix -o svg deploy/ > access.svg",
      description: "A heat map of who may do what, in one file",
    },
    {
      command: "watertight access matrix --resource secrets,pods/exec --verb get,create deploy/",
      description: "Who reads secrets and who runs commands in pods",
    },
  ],
  run: () => import("./matrix.ts"),
};

/** `watertight access least-privilege`. */
export const leastPrivilege: Command = {
  name: "least-privilege",
  summary: "Find rights beyond need, and write the roles and bindings that leave the rest",
  usage: "access least-privilege [--used FILE...] [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    {
      name: "used",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Audit log, an event a line; who is in it keeps what was used; may be repeated",
    },
    {
      name: "window-complete",
      kind: "flag",
      description: "The log covers all that anybody needs: who is not in it needs nothing",
    },
    {
      name: "keep-names",
      kind: "flag",
      description: "With --used, limit rights to the names of the objects that were used",
    },
    {
      name: "output-dir",
      kind: "value",
      placeholder: "DIR",
      completes: "file",
      description: "Write apply.yaml and delete.yaml into this folder",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "yaml"],
      default: "text",
      description: "Format of the answer; yaml is what to apply",
    },
    FILENAME,
    ...READING,
  ],
  examples: [
    {
      command: "watertight access least-privilege deploy/",
      description: "Who has more than it needs, and what it could no longer do",
    },
    {
      command: "watertight access least-privilege --used audit.log --output-dir narrowed/ deploy/",
      description: "Roles and bindings that leave what the log shows to be used",
    },
  ],
  run: () => import("./least-privilege.ts"),
};

/** `watertight access diff`. */
export const accessDiff: Command = {
  name: "diff",
  summary: "Tell what each subject gained and lost between two versions, in effective rights",
  usage: "access diff OLD NEW [OPTIONS]",
  operands: { placeholder: "the old and the new path", minimum: 2, maximum: 2, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown"],
      default: "text",
      description: "Format of the answer",
    },
    ...READING,
  ],
  examples: [
    {
      command: "watertight access diff main/deploy/ deploy/",
      description: "What a change of roles means; exit status 1 when anybody gains a right",
    },
  ],
  run: () => import("./diff.ts"),
};
