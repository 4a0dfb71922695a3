import {
  AGAINST_OPTIONS,
  CLUSTER_OPTIONS,
  NAMESPACE_OF_OBJECTS,
} from "../../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../../command.ts";
import { BATCH } from "../../../options.ts";
import { PATHS } from "../options.ts";

const ADMISSION_CONFIGURATION: OptionDeclaration = {
  name: "admission-configuration",
  kind: "value",
  placeholder: "FILE",
  completes: "file",
  description: "PodSecurityConfiguration with defaults and exemptions",
  default: "what the paths hold of one",
};

/** `watertight pod-security admit`. */
export const admit: Command = {
  name: "admit",
  summary: "Answer admission reviews as the API server's Pod Security admission does",
  usage: "pod-security admit --batch FILE [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    ADMISSION_CONFIGURATION,
    BATCH,
    NAMESPACE_OF_OBJECTS,
    ...AGAINST_OPTIONS,
    ...CLUSTER_OPTIONS,
  ],
  examples: [
    {
      command: "watertight pod-security admit --batch reviews.jsonl namespaces.yaml",
      description: "What would be admitted, warned about and noted for the audit log",
    },
  ],
  run: () => import("./run.ts"),
};
