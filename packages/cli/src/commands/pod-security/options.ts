import type { OptionDeclaration } from "../../command.ts";

export const VERSION: OptionDeclaration = {
  name: "version",
  kind: "value",
  placeholder: "VERSION",
  default: "latest",
  description: "Version of the standards: v1.0 and later, or latest",
};

/** The operands of the verbs that take their questions from elsewhere too. */
export const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;
