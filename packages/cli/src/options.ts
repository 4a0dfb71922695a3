import {
  GROUPINGS,
  NODE_BENCHMARKS,
  SEVERITIES,
  STANDARDS,
  THRESHOLDS,
} from "@watertight/core/vocabulary";
import { FORMATS } from "@watertight/reports/vocabulary";
import type { OptionDeclaration } from "./command.ts";

/** Formats of a report. */
export const REPORT_FORMATS: readonly string[] = [...FORMATS.keys()];

/** Where known findings are kept, if nothing else is said. */
export const BASELINE_FILE = "watertight-baseline.json";

/** Options that every verb has; `main.ts` reads the first three. */
export const GLOBAL_OPTIONS: readonly OptionDeclaration[] = [
  { name: "help", short: "h", kind: "flag", description: "Show this help" },
  { name: "version", short: "V", kind: "flag", description: "Print the version" },
  { name: "debug", kind: "flag", description: "Show the stack trace of an internal error" },
  {
    name: "color",
    kind: "value",
    placeholder: "WHEN",
    choices: ["auto", "always", "never"],
    default: "auto",
    description: "When to use colors; auto honors NO_COLOR, FORCE_COLOR and TERM=dumb",
  },
];

export const QUIET: OptionDeclaration = {
  name: "quiet",
  short: "q",
  kind: "flag",
  description: "No progress and no remarks on standard error",
};

export const KUBE_VERSION: OptionDeclaration = {
  name: "kube-version",
  kind: "value",
  placeholder: "VERSION",
  description: "Version of Kubernetes to judge and to render for, as v1.37",
};

/** How Helm and Kustomize are to be run. */
export const RENDER_OPTIONS: readonly OptionDeclaration[] = [
  KUBE_VERSION,
  {
    name: "helm-values",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description: "Values for Helm charts; may be repeated",
  },
  {
    name: "helm-set",
    kind: "values",
    placeholder: "KEY=VALUE",
    description: "One value for Helm charts; may be repeated",
  },
  {
    name: "no-render",
    kind: "flag",
    description: "Do not run Helm or Kustomize; charts count as not examined",
  },
];

/** Which checks run. */
export const CHECK_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "policies",
    kind: "values",
    placeholder: "PATH",
    completes: "file",
    description: "Checks of your own: admission policies with their params; may be repeated",
  },
  {
    name: "images",
    kind: "flag",
    description: "Check what runs against what images.contents of the configuration says it holds",
  },
  {
    name: "check",
    kind: "values",
    placeholder: "ID",
    commaSeparated: true,
    completes: "check-id",
    description: "Run only this check, by its id or its name in another tool; may be repeated",
  },
  {
    name: "skip-check",
    kind: "values",
    placeholder: "ID",
    commaSeparated: true,
    completes: "check-id",
    description: "Do not run this check, by its id or its name in another tool; may be repeated",
  },
];

export const FAIL_ON_OPTION: OptionDeclaration = {
  name: "fail-on",
  kind: "value",
  placeholder: "SEVERITY",
  choices: THRESHOLDS,
  default: "high",
  description: "Exit with status 1 for findings of this severity or worse, shown or not",
};

export const SEVERITY_OPTION: OptionDeclaration = {
  name: "severity",
  kind: "value",
  placeholder: "SEVERITY",
  choices: SEVERITIES,
  default: "low in pretty, else info",
  description: "Show findings of this severity or worse; what fails is said by --fail-on",
};

export const FRAMEWORK: OptionDeclaration = {
  name: "framework",
  kind: "value",
  placeholder: "ID",
  choices: STANDARDS,
  furtherChoices: NODE_BENCHMARKS,
  description:
    "Report by control of this framework, or of a benchmark of nodes, as pretty or json; facts of nodes among PATH are judged too",
};

export const GROUP_BY: OptionDeclaration = {
  name: "group-by",
  kind: "value",
  placeholder: "WHAT",
  choices: GROUPINGS,
  description:
    "List every finding in pretty, put together by this, as markdown and html do by cause; finding shows each",
};

export const HONOUR_FOREIGN_EXCEPTIONS: OptionDeclaration = {
  name: "honour-foreign-exceptions",
  kind: "flag",
  description: "Honor annotations and ignore files of other scanners",
};

/** Where the configuration comes from. */
export const CONFIGURATION_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "config",
    short: "c",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "Configuration file",
    default: "watertight.yaml, found upward from the working directory, else from PATH",
  },
  { name: "no-config", kind: "flag", description: "Use no configuration file" },
];

/** Machine interfaces answer a question a line. */
export const BATCH: OptionDeclaration = {
  name: "batch",
  kind: "value",
  placeholder: "FILE",
  completes: "file",
  description: "Answer the questions of a JSON Lines file, one a line; - is standard input",
};

/** `-o` of the verbs whose answer is text for people or JSON. */
export const TEXT_OR_JSON: OptionDeclaration = {
  name: "output",
  short: "o",
  kind: "value",
  placeholder: "FORMAT",
  choices: ["text", "json"],
  default: "text",
  description: "Format of the answer",
};

export const BASELINE: OptionDeclaration = {
  name: "baseline",
  kind: "value",
  placeholder: "FILE",
  completes: "file",
  description: "Known findings, as baseline write notes them; they do not count",
};

/** When findings are held against paths of attack. */
export const ATTACK_PATHS: OptionDeclaration = {
  name: "attack-paths",
  kind: "value",
  placeholder: "WHEN",
  choices: ["auto", "always", "never"],
  default: "auto, up to 2000 objects",
  description: "Rank findings by the paths of attack that they are on, and say how many these are",
};

/** Where a server remembers. */
export const DATABASE: OptionDeclaration = {
  name: "database",
  kind: "value",
  placeholder: "PLACE",
  completes: "file",
  default: "watertight.db",
  description: "File of the store, or the address of a database: postgres://HOST/NAME",
};
