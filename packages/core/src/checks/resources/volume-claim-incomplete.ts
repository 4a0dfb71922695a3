import type { ObjectCheck } from "../check.ts";
import { volumeClaimsOf } from "../facts/volume-claims.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every claim of a volume says how much it wants and how it is to be mounted. */
export const volumeClaimIncomplete: ObjectCheck = {
  on: "object",
  kinds: ["workloads", "PersistentVolumeClaim", "apps/StatefulSet"],
  id: "volume-claim-incomplete",
  title: "PersistentVolumeClaim without a size or an access mode",
  topic: "resources",
  severity: "low",
  description:
    "The API server rejects a PersistentVolumeClaim without a storage request or access modes; a claim template without them only fails when the first pod waits for its volume. Claims that use the namespace's default StorageClass, or name an existing volume, need both too.",
  remediation: "Set `spec.resources.requests.storage` and `spec.accessModes` of the claim.",
  references: referencesTo({ "nsa-1.2": ["Resource policies"] }),
  aliases: ["kubesec:VolumeClaimRequestsStorage"],

  *evaluate(entry) {
    for (const { path, accessModes, storage, label } of volumeClaimsOf(entry)) {
      if (storage === undefined) {
        const place = [...path, "spec", "resources", "requests", "storage"];
        const fix = adding("needs-value", place, "1Gi");
        yield { path: place, message: `${label} has no resources.requests.storage`, fix };
      }
      if (accessModes.length === 0) {
        const place = [...path, "spec", "accessModes"];
        const fix = adding("needs-value", place, ["ReadWriteOnce"]);
        yield { path: place, message: `${label} has no accessModes`, fix };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a claim without a size and a template without a mode",
        objects: [
          {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"] },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db" },
            spec: {
              volumeClaimTemplates: [
                {
                  metadata: { name: "data" },
                  spec: { resources: { requests: { storage: "1Gi" } } },
                },
              ],
              template: { spec: { containers: [{ name: "db" }] } },
            },
          },
        ],
        violations: [
          "PersistentVolumeClaim/data spec.resources.requests.storage: claim has no resources.requests.storage",
          'StatefulSet/db spec.volumeClaimTemplates[0].spec.accessModes: claim template "data" has no accessModes',
        ],
      },
    ],
    compliant: [
      {
        title: "a claim that says both",
        objects: [
          {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: "data" },
            spec: {
              accessModes: ["ReadWriteOnce"],
              resources: { requests: { storage: "1Gi" } },
            },
          },
        ],
      },
    ],
  },
};
