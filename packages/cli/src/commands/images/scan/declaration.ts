import type { Command } from "../../../command.ts";
import { FAIL_ON_OPTION } from "../../../options.ts";
import { VULNERABILITIES } from "../options.ts";
import { IMAGE_OPTIONS } from "../reading-options.ts";

/** `watertight images scan`. */
export const scanImages: Command = {
  name: "scan",
  summary: "Tell what is known against what images hold, with other scanners' word beside it",
  usage: "images scan [OPTIONS] REF|ARCHIVE|FOLDER|FILE|clair:DIGEST|sysdig:ID...",
  operands: { placeholder: "REF", minimum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: [
        ...["text", "oneline", "summary", "json", "sarif", "junit", "github", "gitlab"],
        ...["markdown", "html", "csv", "cyclonedx", "openvex", "csaf"],
      ],
      default: "text",
      description: "Format of the report; gitlab is that of container scanning",
    },
    VULNERABILITIES,
    {
      name: "vex",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "What is said of vulnerabilities: OpenVEX, CSAF or CycloneDX; may be repeated",
    },
    {
      name: "clair",
      kind: "value",
      placeholder: "URL",
      description:
        "The Clair that clair:DIGEST and clair:notification:ID ask; its pre-shared key is in WATERTIGHT_CLAIR_KEY",
    },
    {
      name: "clair-manifest",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "The manifest {hash, layers} that Clair is to index for clair:DIGEST",
    },
    {
      name: "sysdig",
      kind: "value",
      placeholder: "URL",
      description: "The Sysdig that sysdig:ID asks; its token is in WATERTIGHT_SYSDIG_TOKEN",
    },
    { name: "only-fixed", kind: "flag", description: "Only what a newer version closes" },
    FAIL_ON_OPTION,
    ...IMAGE_OPTIONS,
  ],
  examples: [
    {
      command: "watertight images scan registry.example.com/team/app:1.2",
      description: "An image of a registry; an archive, a layout or a folder of sources goes too",
    },
    {
      command: "watertight images scan --only-fixed bom.cdx.json",
      description: "A bill of materials: CycloneDX, or SPDX as JSON or tags and values",
    },
    {
      command: "watertight images scan -o json trivy.json grype.json clair.json",
      description: "Other scanners' reports, side by side and with our own word",
    },
    {
      command: "watertight images scan --clair https://clair.example bom.cdx.json clair:sha256:…",
      description: "Ask a Clair too; sysdig:ID, or sysdig:runtime for all that runs, asks Sysdig",
    },
    {
      command: "watertight images scan --vex openvex.json -o openvex bom.cdx.json",
      description: "VEX in, and out with what nobody has judged yet",
    },
  ],
  run: () => import("./run.ts"),
};
