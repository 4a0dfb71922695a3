import {
  AGAINST_OPTIONS,
  CLUSTER_OPTIONS,
  NAMESPACE_OF_OBJECTS,
} from "../../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";
import { PATHS, VERSION } from "../options.ts";

const LEVEL: OptionDeclaration = {
  name: "level",
  kind: "value",
  placeholder: "LEVEL",
  choices: ["privileged", "baseline", "restricted"],
  description: "Level of the Pod Security Standards",
};

/** `watertight pod-security evaluate`. */
export const evaluate: Command = {
  name: "evaluate",
  summary: "Evaluate pods against a level of the standards",
  usage: "pod-security evaluate --level LEVEL [OPTIONS] (--batch FILE | PATH...)",
  operands: PATHS,
  options: [
    LEVEL,
    VERSION,
    TEXT_OR_JSON,
    BATCH,
    NAMESPACE_OF_OBJECTS,
    ...AGAINST_OPTIONS,
    ...CLUSTER_OPTIONS,
  ],
  examples: [
    {
      command: "watertight pod-security evaluate --level restricted --version v1.30 deploy/",
      description: "Whether the pods of a folder keep to restricted, as Kubernetes 1.30 has it",
    },
    {
      command: "watertight pod-security evaluate --batch - < questions.jsonl",
      description: "A thousand questions in one process",
    },
  ],
  run: () => import("./run.ts"),
};
