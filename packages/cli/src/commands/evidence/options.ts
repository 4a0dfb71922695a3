import type { OptionDeclaration } from "../../command.ts";

/** Where evidence is, and who asks: what all of its verbs take. */
export const STORE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "store",
    kind: "value",
    placeholder: "DIRECTORY",
    completes: "file",
    default: "watertight-evidence",
    description: "Where evidence is kept",
  },
  {
    name: "who",
    kind: "value",
    placeholder: "NAME",
    default: "what USER says",
    description: "Who does this: the chain of custody names him",
  },
  {
    name: "reason",
    kind: "value",
    placeholder: "TEXT",
    description: "Why: the chain of custody says it",
  },
];

/** Audit logs of which the slice around a pod is kept, and how long it is kept. */
export const CAPTURE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "audit",
    kind: "values",
    placeholder: "LOG",
    completes: "file",
    description: "Audit log of which what concerns the pod is kept; may be repeated",
  },
  {
    name: "keep-days",
    kind: "value",
    placeholder: "DAYS",
    minimum: 1,
    default: "365",
    description: "Days that it is kept at least",
  },
];
