import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";

/** `watertight access covers`. */
export const covers: Command = {
  name: "covers",
  summary: "Tell whether one role's rights cover another's, by the API server's escalation check",
  usage: "access covers OWNER WANTED [OPTIONS] PATH... | --batch FILE",
  operands: { placeholder: "two roles, or --batch FILE", minimum: 0, filenames: "apart" },
  options: [TEXT_OR_JSON, BATCH, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight access covers clusterrole/edit role/shop/deployer deploy/",
      description: "Whether who has edit may create or bind the role deployer",
    },
    {
      command: "watertight access covers --batch - < questions.jsonl",
      description: "Lists of rules, owner and wanted, one question a line",
    },
  ],
  run: () => import("./run.ts"),
};
