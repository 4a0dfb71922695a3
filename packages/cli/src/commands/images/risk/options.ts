import type { OptionDeclaration } from "../../../command.ts";

/** Where it is known from what images hold. */
export const KNOWN_IMAGE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "contents",
    kind: "values",
    placeholder: "PATH",
    completes: "file",
    description:
      "What images hold: an archive, a layout, a bill of materials, another scanner's report, clair:DIGEST or sysdig:ID; may be repeated",
  },
  {
    name: "pull",
    kind: "flag",
    description: "Read what --contents lacks from its registry",
  },
  {
    name: "vex",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description: "Statements on vulnerabilities (OpenVEX, CSAF, CycloneDX); may be repeated",
  },
];
