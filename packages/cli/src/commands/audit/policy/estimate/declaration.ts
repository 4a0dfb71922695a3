import type { Command } from "../../../../command.ts";
import { TEXT_OR_JSON } from "../../../../options.ts";

/** `watertight audit policy estimate`. */
export const estimate: Command = {
  name: "estimate",
  summary: "Estimate events and bytes a day of an audit policy from a log of another",
  usage: "audit policy estimate --sample LOG... [--recorded-by POLICY] [OPTIONS] POLICY",
  operands: { placeholder: "POLICY", minimum: 1, maximum: 1, completes: "file" },
  options: [
    {
      name: "sample",
      kind: "values",
      placeholder: "LOG",
      completes: "file",
      description: "Audit log, an event a line; - is standard input; may be repeated",
    },
    {
      name: "recorded-by",
      kind: "value",
      placeholder: "POLICY",
      completes: "file",
      description: "The policy that the sample was recorded by, to tell what is not in it",
    },
    TEXT_OR_JSON,
  ],
  examples: [
    {
      command:
        "watertight audit policy estimate --sample audit.log --recorded-by old.yaml audit-policy.yaml",
      description: "What a day of the same requests comes to under another policy, by rule",
    },
  ],
  run: () => import("./run.ts"),
};
