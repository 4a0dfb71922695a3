import type { Command } from "../../../command.ts";
import { QUIET } from "../../../options.ts";

/** `watertight node collect`. */
export const collect: Command = {
  name: "collect",
  summary: "Read files, settings and flags of this node, or of a file system of one",
  usage: "node collect [OPTIONS]",
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
  ],
  run: () => import("./run.ts"),
};
