import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { FAIL_ON_OPTION, SEVERITY_OPTION } from "../../../options.ts";

/** `watertight audit incidents`. */
export const incidents: Command = {
  name: "incidents",
  summary: "Put detections in audit logs together to few incidents, with what falls and what to do",
  usage: "audit incidents [OPTIONS] LOG... [-f PATH | --cluster]",
  operands: {
    placeholder:
      "LOG: files with events of Kubernetes, EKS, AKS or GKE, also packed (.gz); - is standard input",
    minimum: 0,
    completes: "file",
    filenames: "apart",
  },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "ocsf"],
      default: "text",
      description: "Format of the answer; ocsf has a Detection Finding a line",
    },
    {
      name: "alerts",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description:
        "JSON lines of Falco, Tetragon or Sysdig Secure, which join by pod, user and time; may be repeated",
    },
    { ...SEVERITY_OPTION, default: "low" },
    FAIL_ON_OPTION,
    {
      name: "usual",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "What is usual, as --learn wrote it: what was never seen before weighs more",
    },
    {
      name: "learn",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Learn what is usual from these logs, and write it to FILE",
    },
    {
      name: "webhook",
      kind: "value",
      placeholder: "URL",
      description: "Also send each incident that is shown there, signed with the secret",
    },
    {
      name: "webhook-secret",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      default: "what WATERTIGHT_WEBHOOK_SECRET has",
      description: "File with the secret of the webhook, which both sides know",
    },
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight audit incidents /var/log/kubernetes/audit/audit.log --cluster",
      description: "What happened, what falls with it, and what to do; the worst first",
    },
    {
      command: "watertight audit incidents --alerts falco.jsonl -o json audit-*.log -f deploy/",
      description: "With what sensors on the nodes saw, and the cluster by its manifests",
    },
  ],
  run: () => import("./run.ts"),
};
