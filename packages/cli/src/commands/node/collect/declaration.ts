import { LIVE_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { QUIET } from "../../../options.ts";

/** `watertight node collect`. */
export const collect: Command = {
  name: "collect",
  summary: "Read files, settings and flags of this node, or of a file system of one",
  usage: "node collect [OPTIONS]",
  // The cluster is no operand here.
  operands: { placeholder: "", minimum: 0, maximum: 0, filenames: "apart" },
  options: [
    {
      name: "root",
      kind: "value",
      placeholder: "DIR",
      completes: "file",
      default: "/",
      description:
        "Root of the node's file system; another than / is read as one of which nothing runs",
    },
    {
      name: "running",
      kind: "flag",
      description: "The root is that of a node that runs: its /proc and /sys are below it",
    },
    {
      name: "node",
      kind: "value",
      placeholder: "NAME",
      default: "the name of the host",
      description: "Name of the node in the cluster",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      default: "standard output",
      description: "Where the facts are written",
    },
    {
      name: "nonce",
      kind: "value",
      placeholder: "TEXT",
      description:
        "Sign the facts, bound to the node, the time and this text, with a key of this run",
    },
    {
      name: "image",
      kind: "value",
      placeholder: "REFERENCE",
      description:
        "With --cluster: image of Watertight that nodes can pull; without one only kubelets are asked",
    },
    {
      name: "processes",
      kind: "flag",
      description:
        "With --cluster: read the flags of processes too, which takes hostPID and SYS_PTRACE",
    },
    {
      name: "host-network",
      kind: "flag",
      description:
        "With --cluster: read the settings of the nodes' network too, which takes hostNetwork",
    },
    {
      name: "timeout",
      kind: "value",
      placeholder: "SECONDS",
      minimum: 1,
      default: "300",
      description: "With --cluster: how long nodes may take, all together",
    },
    {
      name: "at-a-time",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 1,
      default: "10",
      description: "With --cluster: nodes that are read at a time",
    },
    ...LIVE_OPTIONS.filter(({ name }) => name !== "read-namespace"),
    QUIET,
  ],
  examples: [
    {
      command: "sudo watertight node collect -o facts.json",
      description: "The node that it runs on; without root less is known, and the facts say what",
    },
    {
      command: "watertight node collect --root /mnt/image --node worker -o facts.json",
      description: "An image of a node",
    },
    {
      command:
        "watertight node collect --cluster --image registry.example/watertight -o nodes.jsonl",
      description: "Every node of the cluster, by a Job that reads it once and is gone",
    },
  ],
  run: () => import("./run.ts"),
};
