import { type Schema, strings } from "../json-schema/schema.ts";

/** Where attackers begin, and what is not to fall. */
export const ATTACK_PATHS_SCHEMA: Schema = {
  description: "Attack paths: what the objects do not say of where they begin and lead.",
  type: "object",
  additionalProperties: false,
  properties: {
    entries: {
      description: "Where attackers may begin, besides what is exposed and pipelines.",
      ...strings({ examples: ["deployment/shop/reviews", "serviceaccount/ci/builder"] }),
    },
    goals: {
      description: "What must not fall either, such as Secrets that are worth more than others.",
      ...strings({ examples: ["secret/shop/signing-key", "namespace/payments"] }),
    },
  },
};
