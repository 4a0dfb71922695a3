import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { PATHS } from "../options.ts";

/** `watertight network synthesize`. */
export const synthesize: Command = {
  name: "synthesize",
  summary: "Write the policies that deny all but what is needed, and prove them",
  usage: "network synthesize [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    {
      name: "kind",
      kind: "value",
      placeholder: "KIND",
      choices: ["NetworkPolicy", "CiliumNetworkPolicy", "CalicoNetworkPolicy"],
      default: "NetworkPolicy",
      description: "Kind of the policies",
    },
    {
      name: "flows",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Observed flows: Hubble, Calico, CSV or conntrack; may be repeated",
    },
    {
      name: "flows-only",
      kind: "flag",
      description: "Only what was observed, nothing that objects name",
    },
    {
      name: "replace",
      kind: "flag",
      description: "Take the policies of the input away instead of adding to them",
    },
    {
      name: "namespace",
      short: "n",
      kind: "values",
      placeholder: "NAMESPACE",
      default: "all but those of Kubernetes itself",
      description: "Where to write policies for; may be repeated",
    },
    {
      name: "api-server",
      kind: "values",
      placeholder: "ADDRESS",
      default: "what the input says",
      description: "Address or range of the API server; may be repeated",
    },
    {
      name: "api-client",
      kind: "values",
      placeholder: "NAMESPACE/NAME",
      description: "A workload that calls the API server; all for all with a token",
    },
    {
      name: "ingress-controller",
      kind: "value",
      placeholder: "NAMESPACE",
      default: "what the input shows, else the usual one",
      description: "Where what serves Ingresses runs",
    },
    {
      name: "output-dir",
      kind: "value",
      placeholder: "DIRECTORY",
      completes: "file",
      description: "Write a file for each namespace there",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["yaml", "json"],
      default: "yaml",
      description: "json has the whole proof",
    },
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight network synthesize deploy/ > policies.yaml",
      description: "What the Services named in environments, the Ingresses and the DNS need",
    },
    {
      command:
        "watertight network synthesize --flows flows.jsonl --kind CiliumNetworkPolicy cluster.yaml",
      description: "The same with what Hubble has seen, for Cilium",
    },
  ],
  run: () => import("./run.ts"),
};
