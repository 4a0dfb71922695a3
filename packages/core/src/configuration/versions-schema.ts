import type { Schema } from "../json-schema/schema.ts";

/** What is wanted of the versions of a cluster's parts. */
export const VERSIONS_SCHEMA: Schema = {
  description: "What is wanted of the versions of a cluster's parts.",
  type: "object",
  additionalProperties: false,
  properties: {
    objectives: {
      description:
        "Days within which the fix of a CVE is to be in place, by its severity; versions drift holds against them.",
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(
        ["critical", "high", "medium", "low"].map((severity) => [
          severity,
          { description: `For CVEs of severity ${severity}.`, type: "integer", minimum: 0 },
        ]),
      ),
    },
  },
};
