import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";

/** `watertight fix`. */
export const fix: Command = {
  name: "fix",
  summary: "Show the changes that fix findings, or write them into the files",
  usage: "fix [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["diff", "json"],
      default: "diff; with --write the names of the files",
      description: "Format of the answer",
    },
    {
      name: "write",
      short: "w",
      kind: "flag",
      description: "Write the changes into the files instead of showing them",
    },
    {
      name: "unsafe",
      kind: "flag",
      description: "Also make changes that may break a workload",
    },
    {
      name: "value",
      kind: "values",
      placeholder: "CHECK[/FIELD]=VALUE",
      description:
        "The value for fixes that need one, as memory-limit-missing=256Mi; may be repeated",
    },
    {
      name: "patches",
      kind: "value",
      placeholder: "DIR",
      completes: "file",
      description: "Make Kustomize patches there for what Helm or Kustomize rendered",
    },
    ...SCAN_OPTIONS,
  ],
  examples: [
    { command: "watertight fix deploy/", description: "Show what is safe to change" },
    { command: "watertight fix --write deploy/", description: "Change it" },
    {
      command: "watertight fix --unsafe --check root-filesystem-writable deploy/ | git apply",
      description: "One kind of change, to be tested afterwards",
    },
    {
      command: "watertight fix --unsafe --patches hardening --write overlays/prod",
      description: "Patches for what no file holds",
    },
  ],
  run: () => import("./run.ts"),
};
