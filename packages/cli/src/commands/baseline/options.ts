import type { OptionDeclaration } from "../../command.ts";
import { BASELINE, BASELINE_FILE } from "../../options.ts";

export const FILE: OptionDeclaration = {
  ...BASELINE,
  default: BASELINE_FILE,
  description: "Where the known findings are kept",
};

export const PATHS = { placeholder: "PATH", minimum: 1, completes: "file" } as const;
