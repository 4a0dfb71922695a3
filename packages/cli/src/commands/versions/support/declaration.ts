import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions support`. */
export const support: Command = {
  name: "support",
  summary: "Tell how long versions of Kubernetes are supported, upstream and by EKS, AKS and GKE",
  usage: "versions support [OPTIONS] [VERSION...]",
  operands: { placeholder: "VERSION", minimum: 0 },
  options: [
    {
      name: "provider",
      kind: "value",
      placeholder: "PROVIDER",
      choices: ["upstream", "eks", "aks", "gke"],
      description: "Only these terms; exit status 1 if by them a version has no support",
    },
    TEXT_OR_JSON,
  ],
  examples: [
    {
      command: "watertight versions support v1.34.2 --provider eks",
      description: "How long a version is supported: exit status 1 if it is no more",
    },
    {
      command: "watertight versions support",
      description: "Every minor that somebody still supports",
    },
  ],
  run: () => import("./run.ts"),
};
