import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import {
  ATTACK_PATHS,
  BASELINE,
  FAIL_ON_OPTION,
  GROUP_BY,
  SEVERITY_OPTION,
} from "../../options.ts";
import { ATTACK_OPTIONS } from "../paths/options.ts";
import { TENANT_OPTIONS } from "../placement/options.ts";
import { SELECTION_OPTIONS } from "../scan/options.ts";

/** `watertight report`. */
export const report: Command = {
  name: "report",
  summary: "Write one page of all that there is to say of a cluster, for people with ten minutes",
  usage: "report [OPTIONS] PATH... | --cluster",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      default: "standard output",
      description: "Where the page goes",
    },
    {
      name: "since",
      kind: "value",
      placeholder: "PATH",
      completes: "file",
      description: "What changed since this: a report of scan -o json, a snapshot, or manifests",
    },
    {
      name: "document",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description:
        "What images risk, audit incidents, nodes evaluate, upgrade plan or versions deprecated printed with -o json, shown beside; may be repeated",
    },
    {
      name: "owner-label",
      kind: "value",
      placeholder: "KEY",
      default: "images.ownerLabel of the configuration, else the first called team or owner",
      description: "Label or annotation of objects or namespaces whose value is whom to ask",
    },
    {
      name: "world",
      kind: "value",
      placeholder: "NAME",
      description: "The folder, file, chart or kustomization to answer for, where several differ",
    },
    SEVERITY_OPTION,
    FAIL_ON_OPTION,
    ...SELECTION_OPTIONS,
    GROUP_BY,
    { name: "exit-zero", kind: "flag", description: "Exit with status 0 whatever was found" },
    BASELINE,
    ATTACK_PATHS,
    ...ATTACK_OPTIONS,
    ...TENANT_OPTIONS,
    ...SCAN_OPTIONS,
  ],
  examples: [
    {
      command: "watertight report --cluster -o page.html",
      description: "A running cluster: what matters, what to do, who owns it, in one file",
    },
    {
      command: "watertight report --since last-week.json -o page.html deploy/",
      description: "Manifests, and what is new and gone since a report of scan -o json",
    },
    {
      command: "watertight report --document risk.json -o page.html cluster.snapshot",
      description: "A kept snapshot, with what images risk -o json said of its images",
    },
  ],
  run: () => import("./run.ts"),
};
