import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import {
  ATTACK_PATHS,
  BASELINE,
  FAIL_ON_OPTION,
  FRAMEWORK,
  GROUP_BY,
  REPORT_FORMATS,
  SEVERITY_OPTION,
} from "../../options.ts";
import { SELECTION_OPTIONS } from "./options.ts";

/** `watertight scan`. */
export const scan: Command = {
  name: "scan",
  summary: "Find misconfigurations in manifests: the line, the reason and the fix",
  usage: "scan [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "values",
      placeholder: "FORMAT",
      choices: REPORT_FORMATS,
      suffix: "[=FILE]",
      default: "pretty",
      description: "Format of the report, to a file if one is named; may be repeated",
    },
    SEVERITY_OPTION,
    FAIL_ON_OPTION,
    ...SELECTION_OPTIONS,
    {
      name: "watch",
      kind: "flag",
      description: "With --cluster: go on, and tell each finding that appears, changes or goes",
    },
    { name: "exit-zero", kind: "flag", description: "Exit with status 0 whatever was found" },
    GROUP_BY,
    FRAMEWORK,
    BASELINE,
    ATTACK_PATHS,
    ...SCAN_OPTIONS,
  ],
  examples: [
    { command: "watertight scan deploy/", description: "Every manifest below a folder" },
    {
      command: "kubectl get all -A -o yaml | watertight scan -",
      description: "What kubectl prints",
    },
    {
      command: "watertight scan -o pretty -o sarif=out.sarif .",
      description: "Text here and a SARIF file for the code host",
    },
    {
      command: "watertight scan --changed=origin/main -o oneline .",
      description: "A line for each finding in the files that a branch has changed",
    },
    {
      command: "watertight scan --severity high --kind Deployment,StatefulSet .",
      description: "What is high or critical, of two kinds; everything is read and judged",
    },
    {
      command: "watertight scan --cluster --watch --severity high",
      description: "A running cluster, and from then on what changes in it",
    },
    {
      command: "watertight scan --framework cis-1.12 deploy/",
      description: "What passes, what fails and what no object can show, control by control",
    },
    {
      command: "watertight scan --helm-values prod.yaml --kube-version v1.34 chart/",
      description: "A chart as it would be installed",
    },
  ],
  run: () => import("./run.ts"),
};
