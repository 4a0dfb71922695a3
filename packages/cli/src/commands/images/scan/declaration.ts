import type { Command } from "../../../command.ts";
import { FAIL_ON_OPTION, QUIET } from "../../../options.ts";
import { VULNERABILITIES } from "../options.ts";

/** `watertight images scan`. */
export const scanImages: Command = {
  name: "scan",
  summary: "Tell what is known against what images hold, with other scanners' word beside it",
  usage: "images scan [OPTIONS] FILE...",
  operands: { placeholder: "FILE", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "sarif", "cyclonedx", "openvex"],
      default: "text",
      description: "Format of the report",
    },
    VULNERABILITIES,
    {
      name: "vex",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "What is said of vulnerabilities: OpenVEX, CSAF or CycloneDX; may be repeated",
    },
    { name: "only-fixed", kind: "flag", description: "Only what a newer version closes" },
    FAIL_ON_OPTION,
    QUIET,
  ],
  examples: [
    {
      command: "watertight images scan --only-fixed bom.cdx.json",
      description: "A bill of materials: CycloneDX, or SPDX as JSON or tags and values",
    },
    {
      command: "watertight images scan -o json trivy.json grype.json clair.json",
      description: "Other scanners' reports, side by side and with our own word",
    },
    {
      command: "watertight images scan --vex openvex.json -o openvex bom.cdx.json",
      description: "VEX in, and out with what nobody has judged yet",
    },
  ],
  run: () => import("./run.ts"),
};
