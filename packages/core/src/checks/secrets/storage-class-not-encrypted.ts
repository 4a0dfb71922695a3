import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** A StorageClass for Amazon's block storage asks for encrypted volumes. */
export const storageClassNotEncrypted: ObjectCheck = {
  on: "object",
  kinds: ["storage.k8s.io/StorageClass"],
  id: "storage-class-not-encrypted",
  title: "StorageClass without volume encryption",
  topic: "secrets",
  severity: "medium",
  description:
    "A snapshot or copy of an unencrypted volume exposes its data to whoever gets hold of it in the cloud account. Amazon EBS encrypts only on request, unless the account's default says otherwise, which the cluster cannot see; disks of Azure and Google are always encrypted, and other provisioners are not known.",
  remediation: 'Set `parameters.encrypted: "true"`. It holds for new volumes.',
  references: referencesTo({ "nist-800-190": ["3.3.4"], "mitre-attack": ["T1530"] }),
  aliases: ["kubescape:C-0264"],

  *evaluate({ object }) {
    if (!/^(?:ebs\.csi\.aws\.com|kubernetes\.io\/aws-ebs)$/.test(textAt(object, "provisioner")))
      return;
    if (textAt(object, "parameters", "encrypted").toLowerCase() === "true") return;
    const path = ["parameters", "encrypted"];
    const current = valueAt(object, ...path);
    // Parameters of a StorageClass cannot be changed: it has to be made anew.
    yield {
      path,
      message: "volumes of this class are not encrypted",
      fix: setting("may-break", path, current, "true"),
    };
  },

  examples: {
    violating: [
      {
        title: "a class that does not ask for it",
        objects: [
          {
            apiVersion: "storage.k8s.io/v1",
            kind: "StorageClass",
            metadata: { name: "fast" },
            provisioner: "ebs.csi.aws.com",
            parameters: { type: "gp3" },
          },
        ],
        violations: [
          "StorageClass/fast parameters.encrypted: volumes of this class are not encrypted",
        ],
      },
    ],
    compliant: [
      {
        title: "a class that asks, and one whose disks always are",
        objects: [
          {
            apiVersion: "storage.k8s.io/v1",
            kind: "StorageClass",
            metadata: { name: "fast" },
            provisioner: "ebs.csi.aws.com",
            parameters: { encrypted: "true" },
          },
          {
            apiVersion: "storage.k8s.io/v1",
            kind: "StorageClass",
            metadata: { name: "disk" },
            provisioner: "pd.csi.storage.gke.io",
          },
        ],
      },
    ],
  },
};
