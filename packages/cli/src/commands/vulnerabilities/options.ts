import type { OptionDeclaration } from "../../command.ts";

/** Where the store is. */
export const STORE: OptionDeclaration = {
  name: "store",
  kind: "value",
  placeholder: "FOLDER",
  completes: "file",
  description: "The store's folder",
  default: "watertight/vulnerabilities in the user's cache folder",
};
