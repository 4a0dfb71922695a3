import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, clusterApi, eksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Secrets without a key of yours. */
export const cloudSecretsKeyMissing: ObjectCheck = {
  on: "object",
  id: "cloud-secrets-key-missing",
  title: "Secrets without a key of yours",
  topic: "cloud",
  severity: "medium",
  description:
    "Secrets are encrypted with a key of the provider alone: nobody can withdraw it, its use leaves no trace of yours, and a copy of etcd's storage is readable to whoever the provider lets.",
  remediation:
    "On EKS set `encryptionConfig` with a key of KMS (`encryption_config.provider.key_arn` in Terraform); on AKS `securityProfile.azureKeyVaultKms.enabled: true` (`key_management_service`); on GKE `databaseEncryption.state: ENCRYPTED` with `keyName` (`database_encryption`).",
  references: referencesTo({ "nsa-1.2": ["Secrets"], "mitre-attack": ["T1552"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "secretsKey",
    fault: (isThere) => (isThere === false ? "no key of yours encrypts Secrets" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "EKS without a key",
        objects: [],
        documents: [eksCluster({})],
        violations: [
          "CloudCluster/eks/shop cluster.encryptionConfig: no key of yours encrypts Secrets: AWS encrypts with a key of its own",
        ],
      },
      {
        title: "AKS without a key",
        objects: [],
        documents: [aksCluster({ securityProfile: {} })],
        violations: [
          "CloudCluster/aks/shop securityProfile.azureKeyVaultKms.enabled: no key of yours encrypts Secrets: Azure encrypts with a key of its own",
        ],
      },
      {
        title: "GKE that decrypts",
        objects: [],
        documents: [gkeCluster({ databaseEncryption: { state: "DECRYPTED" } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop databaseEncryption.state: no key of yours encrypts Secrets",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [plan("aws_eks_cluster", { name: "shop", encryption_config: [] })],
        violations: [
          "CloudCluster/eks/shop aws_eks_cluster.shop.encryption_config: no key of yours encrypts Secrets",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [clusterApi("AWSManagedControlPlane", { eksClusterName: "shop" })],
        violations: [
          "CloudCluster/eks/shop spec.encryptionConfig: no key of yours encrypts Secrets: AWS encrypts with a key of its own",
        ],
      },
    ],
    compliant: [
      {
        title: "a key of KMS",
        objects: [],
        documents: [
          eksCluster({
            encryptionConfig: [
              {
                resources: ["secrets"],
                provider: { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1" },
              },
            ],
          }),
        ],
      },
      {
        title: "a key that a plan makes",
        objects: [],
        documents: [
          plan(
            "aws_eks_cluster",
            { name: "shop", encryption_config: [{ resources: ["secrets"], provider: [{}] }] },
            { encryption_config: [{ provider: [{ key_arn: true }] }] },
          ),
        ],
      },
      {
        title: "a key of Google's KMS",
        objects: [],
        documents: [
          gkeCluster({
            databaseEncryption: {
              state: "ENCRYPTED",
              keyName: "projects/shop/locations/europe-west1/keyRings/r/cryptoKeys/k",
            },
          }),
        ],
      },
    ],
  },
};
