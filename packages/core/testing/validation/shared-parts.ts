import type { JsonObject } from "../../src/kubernetes/json.ts";
import { pick, type Random, some } from "./random.ts";

/** Metadata that is valid for every kind. */
export function metadata(random: Random, isNamespaced: boolean): JsonObject {
  return {
    ...(random() < 0.9 ? { name: "web" } : { generateName: "web-" }),
    ...(isNamespaced && random() < 0.8 ? { namespace: "shop" } : {}),
    ...some(random, 0.2, {
      labels: () => ({ app: "web", "example.com/tier": "front" }),
      annotations: () => ({ "example.com/note": "any text" }),
      finalizers: () => [pick(random, ["example.com/x", "orphan", "foregroundDeletion"])],
      ownerReferences: () => [
        { apiVersion: "apps/v1", kind: "ReplicaSet", name: "a", uid: "u", controller: true },
      ],
    }),
  };
}

/** A valid label selector that selects `app: web`. */
export function labelSelector(random: Random): JsonObject {
  return {
    matchLabels: { app: "web" },
    ...some(random, 0.3, {
      matchExpressions: () => [
        { key: "app", operator: pick(random, ["In", "NotIn"]), values: ["web", "db"] },
        { key: "tier", operator: "DoesNotExist" },
      ],
    }),
  };
}
