import type { OptionDeclaration } from "../../command.ts";

/** Where advisories are. */
export const VULNERABILITIES: OptionDeclaration = {
  name: "vulnerabilities",
  kind: "values",
  placeholder: "PATH",
  completes: "file",
  description:
    "Advisories: a store, or files and folders of OSV and other feeds, in the place of this machine's store; may be repeated",
};
