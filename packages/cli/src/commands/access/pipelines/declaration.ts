import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { PATHS } from "../options.ts";

/** `watertight access pipelines`. */
export const pipelines: Command = {
  name: "pipelines",
  summary: "List who deploys: which pipeline acts as whom, with which rights, and which it needs",
  usage: "access pipelines [OPTIONS] PATH...",
  operands: PATHS,
  options: [TEXT_OR_JSON, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight access pipelines .",
      description:
        "Pipelines of GitLab, GitHub and Jenkins beside the manifests, and what Argo CD, Flux and Tekton follow",
    },
    {
      command: "watertight access pipelines --against-cluster .",
      description: "The same with the roles and bindings of a running cluster",
    },
  ],
  run: () => import("./run.ts"),
};
