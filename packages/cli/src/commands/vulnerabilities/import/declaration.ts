import type { Command } from "../../../command.ts";
import { STORE } from "../options.ts";

/** `watertight vulnerabilities import`. */
export const importFeeds: Command = {
  name: "import",
  summary: "Take feeds or a bundle from files into the store, without a network",
  usage: "vulnerabilities import [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    STORE,
    {
      name: "verify-key",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Take a bundle only if it is signed by this public key (PEM)",
    },
  ],
  examples: [
    {
      command: "watertight vulnerabilities import all.zip secdb/main.json kev.json epss.csv.gz",
      description: "OSV's zips and folders, trackers, CSAF VEX, KEV and EPSS, by what they are",
    },
    {
      command: "watertight vulnerabilities import --verify-key key.pub advisories.bundle",
      description: "What vulnerabilities export wrote on a machine with a network",
    },
  ],
  run: () => import("./run.ts"),
};
