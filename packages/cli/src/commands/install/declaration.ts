import type { Command } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** `watertight install`. */
export const install: Command = {
  name: "install",
  summary: "Print the objects that run the server in a cluster, as the Helm chart makes them",
  usage: "install --print [OPTIONS]",
  options: [
    {
      name: "print",
      kind: "flag",
      description: "Print the objects; nothing is applied, kubectl does that",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["yaml", "json"],
      default: "yaml",
      description: "Format of the objects",
    },
    {
      name: "namespace",
      short: "n",
      kind: "value",
      placeholder: "NAMESPACE",
      default: "watertight",
      description: "Namespace of the server, which holds nothing else",
    },
    {
      name: "without-namespace",
      kind: "flag",
      description: "Leave out the namespace itself: it is there already",
    },
    {
      name: "image",
      kind: "value",
      placeholder: "REFERENCE",
      description:
        "Image of the server, best with its digest: registry.example/watertight@sha256:…",
    },
    {
      name: "replicas",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 1,
      default: "3",
      description: "Pods of the server",
    },
    {
      name: "failure-policy",
      kind: "value",
      placeholder: "POLICY",
      choices: ["Fail", "Ignore"],
      default: "Fail",
      description: "Whether requests are refused or pass while no Pod of the server answers",
    },
    {
      name: "timeout",
      kind: "value",
      placeholder: "SECONDS",
      minimum: 1,
      default: "5",
      description: "How long the API server waits for an answer, 30 at most",
    },
    {
      name: "exempt-namespace",
      kind: "values",
      placeholder: "NAMESPACE",
      commaSeparated: true,
      description:
        "Never ask about this namespace, as about kube-system and the server's own; may be repeated",
    },
    {
      name: "config",
      short: "c",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "What is enforced: a watertight.yaml",
    },
    {
      name: "policies",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Admission policies of your own that the server runs too; may be repeated",
    },
    {
      name: "values",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Values of the chart in YAML, as helm install takes them; options come before",
    },
    QUIET,
  ],
  examples: [
    {
      command: "watertight install --print | kubectl apply --server-side -f -",
      description: "Everything into the namespace watertight; findings warn and refuse nothing",
    },
    {
      command: "watertight install --print -c watertight.yaml --exempt-namespace calico-system",
      description: "What is enforced, and the namespace of a network plugin left alone",
    },
    {
      command: "watertight install --print -o json | watertight scan -",
      description: "Our own scan of it",
    },
  ],
  run: () => import("./run.ts"),
};
