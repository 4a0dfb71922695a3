import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { QUIET, TEXT_OR_JSON } from "../../../options.ts";
import { TENANT_OPTIONS } from "../../placement/options.ts";
import { VULNERABILITIES } from "../options.ts";
import { IMAGE_OPTIONS } from "../reading-options.ts";
import { KNOWN_IMAGE_OPTIONS } from "./options.ts";

/** `watertight images risk`. */
export const risk: Command = {
  name: "risk",
  summary: "Rank the images that run by what they put at risk, and say what to rebuild first",
  usage: "images risk [OPTIONS] PATH... | --cluster",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    ...KNOWN_IMAGE_OPTIONS,
    VULNERABILITIES,
    {
      name: "limit",
      kind: "value",
      placeholder: "N",
      minimum: 1,
      default: "10",
      description: "Images and steps that the text shows; JSON has all",
    },
    {
      name: "owner-label",
      kind: "value",
      placeholder: "KEY",
      default: "images.ownerLabel of the configuration, else the first label called team or owner",
      description: "Label of workloads or namespaces whose value is whom to ask",
    },
    {
      name: "rebuild-days",
      kind: "value",
      placeholder: "DAYS",
      minimum: 0,
      default: "images.rebuildDays of the configuration, else 30",
      description: "Age from which an image whose base has fixes counts as not rebuilt",
    },
    TEXT_OR_JSON,
    ...IMAGE_OPTIONS.filter(({ name }) => name !== QUIET.name),
    ...TENANT_OPTIONS,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command:
        "watertight images risk --contents images.tar --vulnerabilities advisories.jsonl deploy/",
      description:
        "What runs, joined with what is known of it, who reaches it and what falls with it",
    },
    {
      command: "watertight images risk --cluster --pull",
      description: "Every image of a cluster, read from its registry",
    },
    {
      command: "watertight images risk --cluster --contents trivy.json --contents sysdig:runtime",
      description: "By what other scanners found",
    },
  ],
  run: () => import("./run.ts"),
};
