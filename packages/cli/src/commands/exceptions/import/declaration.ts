import { CLUSTER_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";

/** `watertight exceptions import`. */
export const importing: Command = {
  name: "import",
  summary: "Translate exceptions of other scanners into exceptions of the configuration",
  usage: "exceptions import [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: CLUSTER_OPTIONS,
  examples: [
    {
      command: "watertight exceptions import deploy/ >> watertight.yaml",
      description: "Annotations and labels for checkov, kube-linter, kube-score, kubeaudit, …",
    },
    {
      command: "watertight exceptions import",
      description: "Only .trivyignore and .trivyignore.yaml of the working directory",
    },
  ],
  run: () => import("./run.ts"),
};
