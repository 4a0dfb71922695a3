import type { Command } from "../../../command.ts";
import {
  BATCH,
  CONFIGURATION_OPTIONS,
  FAIL_ON_OPTION,
  QUIET,
  SEVERITY_OPTION,
} from "../../../options.ts";

/** `watertight audit detect`. */
export const detect: Command = {
  name: "detect",
  summary: "Search audit logs, whatever they are packed in, for what matters",
  usage: "audit detect [OPTIONS] LOG... | --batch FILE",
  operands: {
    placeholder:
      "LOG: files with events of Kubernetes, EKS, AKS or GKE, also rotated and packed (.gz); - is standard input",
    minimum: 0,
    completes: "file",
  },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "jsonl"],
      default: "text",
      description: "Format of the answer; jsonl has each detection as it comes",
    },
    { ...SEVERITY_OPTION, default: "low in text, else info" },
    FAIL_ON_OPTION,
    {
      name: "activity",
      kind: "flag",
      description: "Also account for what users create, change and delete, as info",
    },
    {
      name: "usual",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "What is usual, as --learn wrote it: what was never seen before is told",
    },
    {
      name: "learn",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Learn what is usual from these logs, and write it to FILE",
    },
    {
      name: "follow",
      kind: "flag",
      description: "Go on with what is written to the logs, through rotations, until interrupted",
    },
    {
      name: "spool",
      kind: "value",
      placeholder: "DIRECTORY",
      completes: "file",
      description:
        "Keep detections and the place in each log there: a run that ends, however it ends, is gone on with",
    },
    BATCH,
    ...CONFIGURATION_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight audit detect /var/log/kubernetes/audit/audit.log",
      description: "What a log shows, the worst first",
    },
    {
      command: "watertight audit detect --batch - < events.jsonl",
      description: "One event a line, in any known envelope",
    },
    {
      command: "watertight audit detect --learn usual.json audit-*.log",
      description: "Learn from the logs of before what is usual",
    },
    {
      command: "watertight audit detect --follow --spool /var/lib/watertight audit.log",
      description: "Go on with a log, and lose nothing over a restart",
    },
  ],
  run: () => import("./run.ts"),
};
