import type { OptionDeclaration } from "../../command.ts";

/** For documents that do not name their node. */
export const NODE_NAME: OptionDeclaration = {
  name: "node",
  kind: "value",
  placeholder: "NAME",
  default: "what the facts say, else the file's name",
  description: "The node that facts are about, where they do not name it",
};
