import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight policy test`. */
export const test: Command = {
  name: "test",
  summary: "Run the cases that stand beside admission policies",
  usage: "policy test [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "kube-version",
      kind: "value",
      placeholder: "VERSION",
      description: "The version of Kubernetes that evaluates them, such as 1.30",
      default: "the newest that is known",
    },
    {
      name: "junit",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Write the results as JUnit XML too",
    },
    TEXT_OR_JSON,
  ],
  examples: [
    {
      command: "watertight policy test policies/",
      description: "Every case of the files named *.test.yaml in a folder",
    },
  ],
  run: () => import("./run.ts"),
};
