import { type Schema, strings, text } from "../json-schema/schema.ts";

const DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/** What people say of nodes: answers to controls that nothing shows. */
export const NODES_SCHEMA: Schema = {
  description: "Nodes, beyond what facts of them show.",
  type: "object",
  additionalProperties: false,
  properties: {
    answers: {
      description:
        "What a person says of controls that only a person can judge; what was seen is not overruled.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["control", "status", "reason", "owner", "date"],
        properties: {
          control: {
            description: "The control's id, with its benchmark where others have it too.",
            ...text({ examples: ["3.1.1", "cis-1.12:3.1.1"] }),
          },
          node: { description: "The node; all where none is named.", ...text() },
          status: {
            description: "What the answer is.",
            type: "string",
            enum: ["pass", "fail", "not-applicable"],
          },
          reason: { description: "Why it is so.", ...text() },
          owner: { description: "Who says it.", ...text() },
          date: {
            description: "When it was said.",
            ...text({ pattern: DAY, examples: ["2026-07-01"] }),
          },
        },
      },
    },
  },
};

/** Environments, which allow different things. */
export const ENVIRONMENTS_SCHEMA: Schema = {
  description:
    "Environments that nodes and namespaces belong to, and whether people may log in there.",
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["name", "logins"],
    properties: {
      name: { description: "Its name.", ...text({ examples: ["production"] }) },
      nodePools: {
        description: "Pools of nodes; * stands for any text, and all where none is named.",
        ...strings({ examples: ["prod-*"] }),
      },
      logins: {
        description: "Whether login, exec and debug are allowed there.",
        type: "string",
        enum: ["allowed", "refused"],
      },
    },
  },
};
