import type { Command, OptionDeclaration } from "../command.ts";
import { BATCH, QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../options.ts";

const LEVEL: OptionDeclaration = {
  name: "level",
  kind: "value",
  placeholder: "LEVEL",
  choices: ["privileged", "baseline", "restricted"],
  description: "Level of the Pod Security Standards",
};

const VERSION: OptionDeclaration = {
  name: "version",
  kind: "value",
  placeholder: "VERSION",
  default: "latest",
  description: "Version of the standards: v1.0 and later, or latest",
};

const ADMISSION_CONFIGURATION: OptionDeclaration = {
  name: "admission-configuration",
  kind: "value",
  placeholder: "FILE",
  completes: "file",
  description: "PodSecurityConfiguration with defaults and exemptions",
};

const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;

const evaluate: Command = {
  name: "evaluate",
  summary: "Judge pods by a level of the standards",
  usage: "pod-security evaluate --level LEVEL [OPTIONS] (--batch FILE | PATH...)",
  operands: PATHS,
  options: [LEVEL, VERSION, TEXT_OR_JSON, BATCH, ...RENDER_OPTIONS, QUIET],
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
  run: () => import("./pod-security/evaluate.ts"),
};

const admit: Command = {
  name: "admit",
  summary: "Answer admission reviews as the API server's Pod Security admission does",
  usage: "pod-security admit --batch FILE [OPTIONS] PATH...",
  operands: PATHS,
  options: [ADMISSION_CONFIGURATION, BATCH, ...RENDER_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight pod-security admit --batch reviews.jsonl namespaces.yaml",
      description: "What would be admitted, warned about and noted for the audit log",
    },
  ],
  run: () => import("./pod-security/admit.ts"),
};

const recommend: Command = {
  name: "recommend",
  summary: "Print the highest level that each namespace can take today",
  usage: "pod-security recommend [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [VERSION, TEXT_OR_JSON, ...RENDER_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight pod-security recommend deploy/",
      description: "The level of each namespace, and what stands in the way of the next",
    },
  ],
  run: () => import("./pod-security/recommend.ts"),
};

/** `watertight pod-security`. */
export const podSecurity: Command = {
  name: "pod-security",
  summary: "Ask the Pod Security Standards, exactly as Kubernetes evaluates them",
  usage: "pod-security VERB [OPTIONS] PATH...",
  options: [],
  examples: [...evaluate.examples, ...recommend.examples],
  subcommands: [evaluate, admit, recommend],
};
