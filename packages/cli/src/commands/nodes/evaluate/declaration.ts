import { SCAN_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { NODE_NAME } from "../options.ts";

/** `watertight nodes evaluate`. */
export const evaluate: Command = {
  name: "evaluate",
  summary: "Judge each node by a benchmark: what is seen, where, and what is wanted",
  usage: "nodes evaluate [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "benchmark",
      kind: "value",
      placeholder: "ID",
      default: "the one for the node's version of Kubernetes",
      description:
        "Benchmark, such as cis-1.12, eks-1.8.0, eks-stig-kubernetes-v1r6 or node-hardening; another name lists them",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "html", "junit", "csv"],
      default: "text",
      description: "Format of the report",
    },
    NODE_NAME,
    ...SCAN_OPTIONS,
  ],
  examples: [
    {
      command: "watertight nodes evaluate facts.json",
      description: "What `node collect` has read of a node, by the benchmark for its version",
    },
    {
      command: "watertight nodes evaluate facts/ cluster.json.gz",
      description:
        "Facts of several nodes, with the objects of the cluster for the controls that they answer",
    },
    {
      command: "watertight nodes evaluate --benchmark cis-1.12 -o junit facts.json",
      description: "A report for a pipeline",
    },
    {
      command: "watertight nodes evaluate -o html nodes.jsonl > nodes.html",
      description: "A page to look through, in one file that loads nothing",
    },
  ],
  run: () => import("./run.ts"),
};
