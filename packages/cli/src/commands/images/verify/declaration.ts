import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { QUIET, TEXT_OR_JSON } from "../../../options.ts";
import { VULNERABILITIES } from "../options.ts";
import { IMAGE_OPTIONS } from "../reading-options.ts";

/** `watertight images verify`. */
export const verifyImages: Command = {
  name: "verify",
  summary: "Verify who vouches for images, and hold them against images.trust of the configuration",
  usage: "images verify [OPTIONS] REF|PATH... | --cluster",
  operands: { placeholder: "REF", minimum: 0, completes: "file" },
  options: [
    VULNERABILITIES,
    TEXT_OR_JSON,
    ...IMAGE_OPTIONS.filter(({ name }) => name !== QUIET.name),
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight images verify registry.example.com/team/app:1.2",
      description: "Before it is deployed: signatures, attestations, age, base, fixes",
    },
    {
      command: "watertight images verify deploy/",
      description: "Every image that manifests run; exit status 1 if one may not",
    },
    {
      command: "watertight images verify --cluster",
      description: "What runs now, by the digests that the nodes say",
    },
  ],
  run: () => import("./run.ts"),
};
