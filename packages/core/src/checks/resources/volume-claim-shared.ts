import type { ObjectCheck } from "../check.ts";
import { volumeClaimsOf } from "../facts/volume-claims.ts";
import { referencesTo } from "../writing/references.ts";

/** No claim requests ReadWriteMany. */
export const volumeClaimShared: ObjectCheck = {
  on: "object",
  kinds: ["workloads", "PersistentVolumeClaim", "apps/StatefulSet"],
  id: "volume-claim-shared",
  title: "PersistentVolumeClaim with ReadWriteMany",
  topic: "resources",
  severity: "info",
  description:
    "With `ReadWriteMany` pods on any node write to the same files. A program or symbolic link that an attacker leaves there is used by all of them, and such volumes are mostly network shares whose server trusts the node.",
  remediation:
    "Use `ReadWriteOncePod` or `ReadWriteOnce` where one pod writes, and `ReadOnlyMany` where many only read.",
  references: referencesTo({ "mitre-attack": ["T1080"], "nist-800-190": ["3.4.3"] }),
  aliases: ["kubesec:VolumeClaimAccessModeReadWriteOnce"],

  *evaluate(entry) {
    for (const { path, accessModes, label } of volumeClaimsOf(entry)) {
      for (const [index, mode] of accessModes.entries()) {
        if (mode !== "ReadWriteMany") continue;
        yield {
          path: [...path, "spec", "accessModes", index],
          message: `${label} requests ReadWriteMany`,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a volume of a pod's own, which the next pod of the node can mount too",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              containers: [{ name: "web" }],
              volumes: [
                { name: "tmp", emptyDir: {} },
                {
                  name: "data",
                  ephemeral: {
                    volumeClaimTemplate: {
                      spec: {
                        accessModes: ["ReadOnlyMany", "ReadWriteMany"],
                        resources: { requests: { storage: "1Gi" } },
                      },
                    },
                  },
                },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.volumes[1].ephemeral.volumeClaimTemplate.spec.accessModes[1]: claim template "data" requests ReadWriteMany',
        ],
      },
    ],
    compliant: [
      {
        title: "a volume of one node",
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
