import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";

/** `watertight versions affected`. */
export const affected: Command = {
  name: "affected",
  summary: "Tell which CVEs of Kubernetes a component of a version has",
  usage:
    "versions affected COMPONENT VERSION [OPTIONS] [PATH...]\n       watertight versions affected --batch FILE [OPTIONS] [PATH...]",
  operands: {
    placeholder: "COMPONENT VERSION PATH",
    minimum: 0,
    completes: "file",
    filenames: "apart",
  },
  options: [TEXT_OR_JSON, BATCH, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight versions affected kubelet v1.29.3-gke.1282000",
      description: "CVEs of a kubelet, worst first; exit status 1 if it has one",
    },
    {
      command: "watertight versions affected --batch - < questions.jsonl",
      description: "Many: {id, component, version} a line, component a name or a module path",
    },
  ],
  readsNot: ["/secrets"],
  run: () => import("./run.ts"),
};
