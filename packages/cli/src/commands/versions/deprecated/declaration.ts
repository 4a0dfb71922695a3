import { CALLER_OPTIONS, CLUSTER_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions deprecated`. */
export const deprecated: Command = {
  name: "deprecated",
  summary: "Tell who still uses versions of APIs that a version of Kubernetes does not serve",
  usage: "versions deprecated --target VERSION [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "target",
      kind: "value",
      placeholder: "VERSION",
      description: "The version of Kubernetes that is to be, as 1.38",
    },
    ...CALLER_OPTIONS,
    TEXT_OR_JSON,
    ...CLUSTER_OPTIONS,
  ],
  examples: [
    {
      command: "watertight versions deprecated --target 1.38 --cluster --audit audit.log",
      description: "Who writes and who asks for what goes; exit status 1 if anybody does",
    },
    {
      command: "watertight versions deprecated --target 1.38 deploy/ charts/",
      description: "The same of manifests; what can be rewritten, watertight fix rewrites",
    },
  ],
  run: () => import("./run.ts"),
};
