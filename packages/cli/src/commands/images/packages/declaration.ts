import { LIVE_OPTIONS, RIGHTS_AND_SECRETS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { KUBE_VERSION } from "../../../options.ts";
import { IMAGE_OPTIONS } from "../reading-options.ts";

/** `watertight images packages`. */
export const packages: Command = {
  name: "packages",
  summary: "List what an image, an archive, a folder or a cluster holds: its bill of materials",
  usage: "images packages [OPTIONS] REF|ARCHIVE|FOLDER|SNAPSHOT | --cluster",
  operands: { placeholder: "REF", minimum: 1, maximum: 1, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "cyclonedx", "spdx"],
      default: "text",
      description: "Format of the list: CycloneDX 1.6 and SPDX 2.3 are JSON",
    },
    ...IMAGE_OPTIONS,
    ...LIVE_OPTIONS,
    KUBE_VERSION,
  ],
  readsNot: RIGHTS_AND_SECRETS,
  examples: [
    {
      command: "watertight images packages registry.example.com/team/app:1.2",
      description: "What an image of a registry holds, with the layer that brought it",
    },
    {
      command: "watertight images packages -o cyclonedx app.tar > app.cdx.json",
      description: "A bill of materials of what docker save has written",
    },
    {
      command: "watertight images packages .",
      description: "What the lockfiles of a folder of sources name, with their lines",
    },
    {
      command: "watertight images packages --cluster -o spdx > cluster.spdx.json",
      description: "A bill of materials of a cluster: its components, nodes and images",
    },
  ],
  run: () => import("./run.ts"),
};
