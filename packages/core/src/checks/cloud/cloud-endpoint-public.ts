import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, clusterApi, eksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** API server with a public address. */
export const cloudEndpointPublic: ObjectCheck = {
  on: "object",
  id: "cloud-endpoint-public",
  title: "API server with a public address",
  topic: "cloud",
  severity: "medium",
  description:
    "The API server has an address on the internet. Ranges limit who reaches it, and a mistake in them, or somebody else behind the same address, opens it.",
  remediation:
    "Make the endpoint private: `resourcesVpcConfig.endpointPublicAccess: false` with `endpointPrivateAccess: true` on EKS, `apiServerAccessProfile.enablePrivateCluster: true` on AKS, `controlPlaneEndpointsConfig.ipEndpointsConfig.enablePublicEndpoint: false` on GKE.",
  references: referencesTo({ "mitre-attack": ["T1133"] }),
  impliedBy: ["cloud-endpoint-open"],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "endpointPublic",
    fault: (isPublic) => (isPublic === true ? "the API server has a public address" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "EKS where the field is left out",
        objects: [],
        documents: [eksCluster({ resourcesVpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } })],
        violations: [
          "CloudCluster/eks/shop cluster.resourcesVpcConfig.endpointPublicAccess: the API server has a public address: EKS opens the endpoint where nothing else is said",
        ],
      },
      {
        title: "AKS",
        objects: [],
        documents: [
          aksCluster({ apiServerAccessProfile: { authorizedIpRanges: ["192.0.2.0/24"] } }),
        ],
        violations: [
          "CloudCluster/aks/shop apiServerAccessProfile.enablePrivateCluster: the API server has a public address: AKS makes the endpoint public unless the cluster is private",
        ],
      },
      {
        title: "GKE with an endpoint in a private cluster",
        objects: [],
        documents: [
          gkeCluster({
            privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: false },
          }),
        ],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop privateClusterConfig.enablePrivateEndpoint: the API server has a public address",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            private_cluster_config: [{ enable_private_endpoint: false }],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.private_cluster_config[0].enable_private_endpoint: the API server has a public address",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [
          clusterApi("AzureManagedControlPlane", {
            apiServerAccessProfile: { authorizedIPRanges: ["192.0.2.0/24"] },
          }),
        ],
        violations: [
          "CloudCluster/aks/shop spec.apiServerAccessProfile.enablePrivateCluster: the API server has a public address: AKS makes the endpoint public unless the cluster is private",
        ],
      },
    ],
    compliant: [
      {
        title: "a private endpoint of EKS",
        objects: [],
        documents: [eksCluster({ resourcesVpcConfig: { endpointPublicAccess: false } })],
      },
      {
        title: "a private cluster of AKS",
        objects: [],
        documents: [aksCluster({ apiServerAccessProfile: { enablePrivateCluster: true } })],
      },
      {
        title: "GKE",
        objects: [],
        documents: [
          gkeCluster({
            controlPlaneEndpointsConfig: {
              ipEndpointsConfig: { enabled: true, enablePublicEndpoint: false },
            },
          }),
        ],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [plan("aws_eks_cluster", { name: "shop" }, { vpc_config: true })],
      },
    ],
  },
};
