import type { Schema } from "../../json-schema/schema.ts";

/** The resources of a container that checks ask about. */
export const RESOURCES = ["cpu", "memory", "ephemeral-storage"] as const;
export type ResourceName = (typeof RESOURCES)[number];

/** A quantity for each resource, as `500m` or `8Gi`. */
export type Quantities = Readonly<Partial<Record<ResourceName, string>>>;

const QUANTITY: Schema = {
  description: "As in the resources of a container; in quotes where it is a number alone.",
  type: "string",
  pattern: "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$",
  examples: ["500m", "8Gi"],
};

export const QUANTITIES: Schema = {
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(RESOURCES.map((resource) => [resource, QUANTITY])),
};

/** The numbers of a probe that checks ask about. */
export const PROBE_FIELDS = [
  "initialDelaySeconds",
  "periodSeconds",
  "timeoutSeconds",
  "successThreshold",
  "failureThreshold",
] as const;
export type ProbeField = (typeof PROBE_FIELDS)[number];
