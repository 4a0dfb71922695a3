import type { Command } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** `watertight init`. */
export const init: Command = {
  name: "init",
  summary: "Write a commented configuration from what is there, and how to run it in CI",
  usage: "init [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "ci",
      kind: "value",
      placeholder: "SYSTEM",
      choices: ["github", "gitlab"],
      description: "Write what runs a scan there too",
    },
    { name: "print", kind: "flag", description: "Print what would be written, and write nothing" },
    { name: "force", kind: "flag", description: "Write over files that are there" },
    QUIET,
  ],
  examples: [
    {
      command: "watertight init",
      description: "watertight.yaml for what is below the working directory",
    },
    {
      command: "watertight init --ci github deploy/",
      description: "The same for a folder, and a workflow that scans it",
    },
    { command: "watertight init --print --ci gitlab", description: "To be copied from" },
  ],
  run: () => import("./run.ts"),
};
