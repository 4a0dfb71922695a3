import { expect, it } from "vitest";
import { exampleSnapshot } from "../../testing/checks.ts";
import type { ObjectsExample } from "../checks/check.ts";
import { clusterApi, plan } from "../checks/writing/cloud-examples.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { factOf, factPath } from "../snapshot/facts.ts";
import { fieldText } from "../snapshot/snapshot.ts";

type Input = Pick<ObjectsExample, "documents" | "objects">;

/** A fact of every object of a kind: `NAME at FIELD: VALUE`. */
function facts(input: Input, kind: string, name: string): readonly string[] {
  return exampleSnapshot(input)
    .ofKind("facts.watertight.dev", kind)
    .map((entry) => {
      const fact = factOf(entry.object, name);
      const value =
        fact && "unknown" in fact ? `unknown, ${fact.unknown}` : JSON.stringify(fact?.value);
      return `${entry.reference.name} at ${fieldText(entry, factPath(name))}: ${value}`;
    });
}

const answers = (...values: readonly JsonValue[]): Input => ({
  objects: [],
  documents: values.map((json, index) => ({ file: `${index}.json`, json })),
});

it("reads what Kubescape keeps of an answer of EKS, with capitals", () => {
  const described = answers({
    kind: "ClusterDescribe",
    metadata: { provider: "eks" },
    data: {
      Cluster: {
        Name: "shop",
        ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ["0.0.0.0/0"] },
        Logging: { ClusterLogging: [{ Enabled: true, Types: ["api", "audit"] }] },
        EncryptionConfig: [{ Provider: { KeyArn: "arn:aws:kms:key" }, Resources: ["secrets"] }],
      },
    },
  });
  expect(facts(described, "CloudCluster", "endpointPublic")).toEqual([
    "eks/shop at data.Cluster.ResourcesVpcConfig.EndpointPublicAccess: true",
  ]);
  expect(facts(described, "CloudCluster", "logs")).toEqual([
    'eks/shop at data.Cluster.Logging.ClusterLogging: ["api","audit"]',
  ]);
  expect(facts(described, "CloudCluster", "secretsKey")).toEqual([
    "eks/shop at data.Cluster.EncryptionConfig: true",
  ]);
});

it("reads what it keeps of AKS and GKE, whose words that are numbers are not known", () => {
  const aks = answers({
    kind: "ClusterDescribe",
    data: {
      name: "shop",
      properties: { disableLocalAccounts: true, agentPoolProfiles: [{ name: "w" }] },
    },
  });
  expect(facts(aks, "CloudCluster", "localAccounts")).toEqual([
    "aks/shop at data.properties.disableLocalAccounts: false",
  ]);
  expect(facts(aks, "CloudNodePool", "sshKey").length).toBe(1);
  const gke = answers({
    kind: "ClusterDescribe",
    data: {
      name: "shop",
      current_master_version: "1.33.2",
      legacy_abac: { enabled: true },
      release_channel: { channel: 2 },
      node_pools: [{ name: "w", management: { auto_repair: true } }],
    },
  });
  expect(facts(gke, "CloudCluster", "legacyAbac")).toEqual([
    "gke/shop at data.legacy_abac.enabled: true",
  ]);
  expect(facts(gke, "CloudCluster", "releaseChannel")).toEqual([
    "gke/shop at data.release_channel.channel: unknown, its value cannot be read",
  ]);
  expect(facts(gke, "CloudNodePool", "autoRepair")).toEqual([
    "gke/shop/w at data.node_pools[0].management.auto_repair: true",
  ]);
});

const ROLE = "arn:aws:iam::111122223333:role/deploy";

it("says who an identity is in the cluster, by access entries of every shape", () => {
  const entry = { clusterName: "shop", principalArn: ROLE, type: "STANDARD" };
  const groups = { kubernetesGroups: ["deployers"], username: "ci" };
  const named = { accessEntries: [ROLE] };
  expect(
    facts(answers(named, { accessEntry: { ...entry, ...groups } }), "CloudIdentity", "groups"),
  ).toEqual([`eks/shop/${ROLE} at accessEntry: ["deployers"]`]);
  expect(facts(answers(named), "CloudIdentity", "groups")).toEqual([
    `eks/unknown/${ROLE} at accessEntries[0]: unknown, aws eks describe-access-entry says its groups, and is not in the input`,
  ]);
  const planned = plan("aws_eks_access_entry", {
    cluster_name: "shop",
    principal_arn: ROLE,
    kubernetes_groups: ["deployers"],
  });
  expect(facts({ objects: [], documents: [planned] }, "CloudIdentity", "groups")).toEqual([
    `eks/shop/${ROLE} at aws_eks_access_entry.shop: ["deployers"]`,
  ]);
  const object = clusterApi("AWSManagedControlPlane", {
    eksClusterName: "shop",
    accessEntries: [{ principalARN: ROLE, kubernetesGroups: ["deployers"] }],
  });
  expect(facts({ objects: [object], documents: [] }, "CloudIdentity", "groups")).toEqual([
    `eks/shop/${ROLE} at spec.accessEntries[0]: ["deployers"]`,
  ]);
});
