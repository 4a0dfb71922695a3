import type { Command } from "../../../command.ts";
import { CONFIGURATION_OPTIONS, QUIET, RENDER_OPTIONS } from "../../../options.ts";

/** `watertight exceptions import`. */
export const importing: Command = {
  name: "import",
  summary:
    "Translate what other scanners are told to leave out into exceptions of the configuration",
  usage: "exceptions import [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [...RENDER_OPTIONS, ...CONFIGURATION_OPTIONS, QUIET],
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
