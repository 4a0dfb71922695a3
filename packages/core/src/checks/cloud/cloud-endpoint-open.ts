import { textsAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS, isEverywhere, isTrue } from "../facts/cloud-facts.ts";
import {
  aksCluster,
  clusterApi,
  eksCluster,
  gkeCluster,
  plan,
  state,
} from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** API server open to the internet. */
export const cloudEndpointOpen: ObjectCheck = {
  on: "object",
  id: "cloud-endpoint-open",
  title: "API server open to the internet",
  topic: "cloud",
  severity: "high",
  description:
    "Every address reaches the API server: a stolen token or kubeconfig works from anywhere, and so does the next hole in it. Scanners find such servers in minutes.",
  remediation:
    "Name the ranges that need it: `resourcesVpcConfig.publicAccessCidrs` on EKS (`public_access_cidrs`), `apiServerAccessProfile.authorizedIPRanges` on AKS (`api_server_access_profile.authorized_ip_ranges`), `masterAuthorizedNetworksConfig` on GKE (`master_authorized_networks_config`); or make the endpoint private.",
  references: referencesTo({ "mitre-attack": ["T1190"], "ms-threat-matrix": ["MS-TA9005"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "endpointRanges",
    where: { endpointPublic: isTrue },
    fault: (ranges) => {
      const open = textsAt(ranges).filter(isEverywhere);
      return open.length === 0 ? undefined : `the API server is open to ${open.join(" and ")}`;
    },
  }),

  examples: {
    violating: [
      {
        title: "a cluster of EKS that says nothing",
        objects: [],
        documents: [eksCluster({})],
        violations: [
          "CloudCluster/eks/shop cluster.resourcesVpcConfig.publicAccessCidrs: the API server is open to 0.0.0.0/0: EKS lets every address in where no range is given",
        ],
      },
      {
        title: "every address among others",
        objects: [],
        documents: [
          eksCluster({
            resourcesVpcConfig: {
              endpointPublicAccess: true,
              publicAccessCidrs: ["192.0.2.0/24", "0.0.0.0/0"],
            },
          }),
        ],
        violations: [
          "CloudCluster/eks/shop cluster.resourcesVpcConfig.publicAccessCidrs: the API server is open to 0.0.0.0/0",
        ],
      },
      {
        title: "AKS without ranges",
        objects: [],
        documents: [aksCluster({ apiServerAccessProfile: { authorizedIpRanges: [] } })],
        violations: [
          "CloudCluster/aks/shop apiServerAccessProfile.authorizedIpRanges: the API server is open to 0.0.0.0/0",
        ],
      },
      {
        title: "GKE without authorized networks",
        objects: [],
        documents: [gkeCluster({ masterAuthorizedNetworksConfig: {} })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop masterAuthorizedNetworksConfig: the API server is open to 0.0.0.0/0: GKE lets every address in where no network is authorized",
        ],
      },
      {
        title: "a plan without ranges",
        objects: [],
        documents: [plan("azurerm_kubernetes_cluster", { name: "shop" })],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.api_server_access_profile.authorized_ip_ranges: the API server is open to 0.0.0.0/0: AKS lets every address in where no range is authorized",
        ],
      },
      {
        title: "a state",
        objects: [],
        documents: [
          state("aws_eks_cluster", {
            name: "shop",
            vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }],
          }),
        ],
        violations: [
          "CloudCluster/eks/shop aws_eks_cluster.shop.vpc_config[0].public_access_cidrs: the API server is open to 0.0.0.0/0",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [
          clusterApi("AWSManagedControlPlane", {
            eksClusterName: "shop",
            endpointAccess: { public: true },
          }),
        ],
        violations: [
          "CloudCluster/eks/shop spec.endpointAccess.publicCIDRs: the API server is open to 0.0.0.0/0: EKS lets every address in where no range is given",
        ],
      },
    ],
    compliant: [
      {
        title: "ranges",
        objects: [],
        documents: [eksCluster({ resourcesVpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } })],
      },
      {
        title: "a private endpoint",
        objects: [],
        documents: [
          eksCluster({
            resourcesVpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true },
          }),
        ],
      },
      {
        title: "authorized networks",
        objects: [],
        documents: [
          gkeCluster({
            masterAuthorizedNetworksConfig: {
              enabled: true,
              cidrBlocks: [{ cidrBlock: "192.0.2.0/24" }],
            },
          }),
        ],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [
          plan(
            "aws_eks_cluster",
            { name: "shop", vpc_config: [{ endpoint_public_access: true }] },
            { vpc_config: [{ public_access_cidrs: true }] },
          ),
        ],
      },
    ],
  },
};
