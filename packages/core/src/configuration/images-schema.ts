import { type Schema, strings, text } from "../json-schema/schema.ts";
import { TRUST_SCHEMA } from "./trust-schema.ts";

const SEVERITIES = ["critical", "high", "medium", "low"];

/** What is known and wanted of the images that run. */
export const IMAGES_SCHEMA: Schema = {
  description: "What is known and wanted of the images that run.",
  type: "object",
  additionalProperties: false,
  properties: {
    contents: {
      description:
        "Archives and layouts of images, bills of materials and other scanners' reports that tell what images hold, from the folder of the configuration.",
      ...strings({ examples: ["images.tar"] }),
    },
    vulnerabilities: {
      description:
        "Advisories, as --vulnerabilities takes them, from the folder of the configuration.",
      ...strings({ examples: ["advisories.jsonl"] }),
    },
    ownerLabel: {
      description: "Label of workloads or namespaces whose value is whom to ask.",
      ...text({ examples: ["example.com/team"] }),
    },
    rebuildDays: {
      description:
        "Days after which an image whose base has fixes counts as one that nobody rebuilds; the default is 30.",
      type: "integer",
      minimum: 0,
    },
    trust: TRUST_SCHEMA,
    objectives: {
      description:
        "Days within which a known fix is to be in place, by the severity of what it fixes; images risk fails where one is missed.",
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(
        SEVERITIES.map((severity) => [
          severity,
          {
            description: `For vulnerabilities of severity ${severity}.`,
            type: "integer",
            minimum: 0,
          },
        ]),
      ),
    },
  },
};
