import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions cves`. */
export const cves: Command = {
  name: "cves",
  summary: "Tell which CVEs of Kubernetes a cluster has, by its versions and what they depend on",
  usage: "versions cves [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "component",
      kind: "value",
      placeholder: "COMPONENT",
      description: "Only this component, as kubelet or ingress-nginx",
    },
    {
      name: "helm-releases",
      kind: "flag",
      description:
        "Read the releases of Helm of a running cluster too, which are Secrets: of each only its chart's name and version is kept",
    },
    TEXT_OR_JSON,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight versions cves --cluster",
      description: "What a running cluster is affected by; exit status 1 if by something",
    },
    {
      command: "watertight versions cves prod.snapshot --component kubelet -o json",
      description: "Every CVE of the kubelets with verdict, reason and proof",
    },
  ],
  readsNot: ["/secrets"],
  run: () => import("./run.ts"),
};
