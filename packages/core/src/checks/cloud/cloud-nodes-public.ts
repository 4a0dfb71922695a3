import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES } from "../facts/cloud-facts.ts";
import {
  aksPool,
  answer,
  clusterApi,
  eksPool,
  gkeCluster,
  gkePool,
  plan,
} from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Nodes on the internet. */
export const cloudNodesPublic: ObjectCheck = {
  on: "object",
  id: "cloud-nodes-public",
  title: "Nodes on the internet",
  topic: "cloud",
  severity: "high",
  description:
    "Nodes with public addresses, or in subnets that an internet gateway is routed to, are one rule of a firewall away from everybody: kubelet, SSH and node ports.",
  remediation:
    "Put node groups of EKS into private subnets (`subnets`, `subnet_ids` in Terraform); on AKS set `enableNodePublicIP: false`; on GKE `enablePrivateNodes: true`.",
  references: referencesTo({ "mitre-attack": ["T1133"], "ms-threat-matrix": ["MS-TA9005"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "public",
    fault: (because) =>
      because === false
        ? undefined
        : `nodes are on the internet: ${textAt(because) || "they have public addresses"}`,
  }),

  examples: {
    violating: [
      {
        title: "a public subnet",
        objects: [],
        documents: [
          eksPool({ subnets: ["subnet-1", "subnet-2"] }),
          answer("subnets.json", {
            Subnets: [
              { SubnetId: "subnet-1", VpcId: "vpc-1" },
              { SubnetId: "subnet-2", VpcId: "vpc-1" },
            ],
          }),
          answer("routes.json", {
            RouteTables: [
              {
                RouteTableId: "rtb-1",
                VpcId: "vpc-1",
                Associations: [{ SubnetId: "subnet-1" }],
                Routes: [
                  { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" },
                ],
              },
              {
                RouteTableId: "rtb-2",
                VpcId: "vpc-1",
                Associations: [{ Main: true }],
                Routes: [
                  { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" },
                ],
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers nodegroup.subnets: nodes are on the internet: route table rtb-2 of subnet subnet-2 has a route from everywhere to igw-1",
        ],
      },
      {
        title: "a pool of AKS",
        objects: [],
        documents: [aksPool({ enableNodePublicIp: true })],
        violations: [
          "CloudNodePool/aks/unknown/workers [0].enableNodePublicIp: nodes are on the internet: each of its nodes has a public address",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster_node_pool", {
            name: "workers",
            node_public_ip_enabled: true,
          }),
        ],
        violations: [
          "CloudNodePool/aks/unknown/workers azurerm_kubernetes_cluster_node_pool.shop.node_public_ip_enabled: nodes are on the internet: each of its nodes has a public address",
        ],
      },
      {
        title: "a public cluster of GKE",
        objects: [],
        documents: [gkeCluster({ nodePools: [{ name: "workers" }] })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers nodePools[0].networkConfig.enablePrivateNodes: nodes are on the internet: its nodes have public addresses: GKE gives nodes public addresses unless they are private",
        ],
      },
      {
        title: "a pool of Cluster API",
        objects: [
          clusterApi("AzureManagedMachinePool", { name: "workers", enableNodePublicIP: true }),
        ],
        violations: [
          "CloudNodePool/aks/unknown/workers spec.enableNodePublicIP: nodes are on the internet: each of its nodes has a public address",
        ],
      },
    ],
    compliant: [
      {
        title: "private subnets",
        objects: [],
        documents: [
          eksPool({ subnets: ["subnet-1"] }),
          answer("subnets.json", { Subnets: [{ SubnetId: "subnet-1", VpcId: "vpc-1" }] }),
          answer("routes.json", {
            RouteTables: [
              {
                RouteTableId: "rtb-1",
                VpcId: "vpc-1",
                Associations: [{ SubnetId: "subnet-1" }],
                Routes: [
                  { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1", State: "active" },
                ],
              },
            ],
          }),
        ],
      },
      {
        title: "private nodes",
        objects: [],
        documents: [gkePool({ networkConfig: { enablePrivateNodes: true } })],
      },
      {
        title: "subnets that are not in the input",
        objects: [],
        documents: [eksPool({ subnets: ["subnet-1"] })],
      },
      { title: "a pool of AKS that says nothing", objects: [], documents: [aksPool({})] },
    ],
  },
};
