import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight nodes profile`. */
export const profile: Command = {
  name: "profile",
  summary: "Propose a seccomp and an AppArmor profile for the containers of a pod",
  usage: "nodes profile POD [OPTIONS] PATH...",
  operands: { placeholder: "POD and PATH", minimum: 1, completes: "file", filenames: "apart" },
  options: [
    {
      name: "trace",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description:
        "What was recorded of the container: strace -f, strace -c, or records of seccomp and AppArmor in the audit or kernel log; may be repeated",
    },
    {
      name: "container",
      kind: "value",
      placeholder: "NAME",
      default: "every container of the pod",
      description: "The container that is meant",
    },
    TEXT_OR_JSON,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight nodes profile shop/web deploy/",
      description: "What the pod's spec shows: mounts, capabilities, a read-only file system",
    },
    {
      command: "watertight nodes profile shop/web --container main --trace strace.log deploy/",
      description: "The calls and files that were recorded, and nothing else",
    },
  ],
  run: () => import("./run.ts"),
};
