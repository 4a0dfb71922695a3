import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, eksCluster, plan } from "../writing/cloud-examples.ts";

/** API server without a private endpoint. */
export const cloudEndpointNotPrivate: ObjectCheck = {
  on: "object",
  id: "cloud-endpoint-not-private",
  title: "API server without a private endpoint",
  topic: "cloud",
  severity: "low",
  description:
    "Without a private endpoint the nodes reach the API server over its public address: their requests leave the network, and the public endpoint cannot be closed.",
  remediation:
    "Set `resourcesVpcConfig.endpointPrivateAccess: true` on EKS (`endpoint_private_access`), `apiServerAccessProfile.enablePrivateCluster: true` on AKS (`private_cluster_enabled`).",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "endpointPrivate",
    fault: (isPrivate) => (isPrivate === false ? "has no private endpoint" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "EKS where the field is left out",
        objects: [],
        documents: [eksCluster({})],
        violations: [
          "CloudCluster/eks/shop cluster.resourcesVpcConfig.endpointPrivateAccess: has no private endpoint: EKS makes no private endpoint where nothing else is said",
        ],
      },
      {
        title: "AKS",
        objects: [],
        documents: [aksCluster({ apiServerAccessProfile: { enablePrivateCluster: false } })],
        violations: [
          "CloudCluster/aks/shop apiServerAccessProfile.enablePrivateCluster: has no private endpoint",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("aws_eks_cluster", {
            name: "shop",
            vpc_config: [{ endpoint_private_access: false }],
          }),
        ],
        violations: [
          "CloudCluster/eks/shop aws_eks_cluster.shop.vpc_config[0].endpoint_private_access: has no private endpoint",
        ],
      },
    ],
    compliant: [
      {
        title: "one",
        objects: [],
        documents: [eksCluster({ resourcesVpcConfig: { endpointPrivateAccess: true } })],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [
          plan(
            "aws_eks_cluster",
            { name: "shop" },
            { vpc_config: [{ endpoint_private_access: true }] },
          ),
        ],
      },
    ],
  },
};
