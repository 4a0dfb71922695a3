import type { OptionDeclaration } from "../../command.ts";

/** Which findings a scan is about; everything is read and judged all the same. */
export const SELECTION_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "kind",
    kind: "values",
    placeholder: "KIND",
    commaSeparated: true,
    description: "Only findings of objects of this kind, by any name that kubectl takes",
  },
  {
    name: "only-namespace",
    kind: "values",
    placeholder: "NAMESPACE",
    commaSeparated: true,
    description:
      "Only findings of objects in this namespace; -n says where those are that name none",
  },
  {
    name: "changed",
    kind: "flag",
    optionalValue: "REF",
    description:
      "Only findings in files that git says changed since the branch left REF, or the default branch",
  },
];
