import { clusterApi } from "../../src/checks/writing/cloud-examples.ts";
import type { JsonObject } from "../../src/kubernetes/json.ts";
import { AKS, GKE, groupOf, ingressOf, JUDGED, type Row } from "./described.ts";

const authorized = (said: string): JsonObject => ({
  privateClusterConfig: { enablePrivateEndpoint: true },
  ...(said !== "absent" && {
    masterAuthorizedNetworksConfig: {
      enabled: true,
      ...(said === "pass" && { cidrBlocks: [{ cidrBlock: "10.8.0.0/16" }] }),
    },
  }),
});

export const UNREACHABLE: readonly Row[] = [
  {
    by: "aws eks describe-cluster and describe-security-groups",
    describe: (said) => ({
      answers: {
        "cluster.json": {
          cluster: {
            name: "shop",
            resourcesVpcConfig: { endpointPublicAccess: false, clusterSecurityGroupId: "sg-1" },
          },
        },
        ...(said !== "absent" && {
          "groups.json": {
            SecurityGroups: [groupOf(said === "pass" ? "open" : "closed", 443, "10.8.0.0/16")],
          },
        }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws_eks_cluster and aws_security_group",
    describe: (said) => ({
      resources: [
        {
          type: "aws_eks_cluster",
          values: { name: "shop", vpc_config: [{ endpoint_public_access: false }] },
          refers: { "vpc_config.security_group_ids[]": "aws_security_group.a" },
        },
        ...(said === "absent"
          ? []
          : [
              {
                type: "aws_security_group",
                values: ingressOf(said === "pass" ? "open" : "closed", 443, "10.8.0.0/16"),
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    // It names no security group of the endpoint.
    by: "AWSManagedControlPlane",
    describe: (said) => ({
      answers: {},
      objects: [
        clusterApi(
          "AWSManagedControlPlane",
          said === "absent" ? {} : { endpointAccess: { public: false } },
        ),
      ],
    }),
    verdicts: { fail: "unknown", pass: "unknown", absent: "pass" },
  },
  {
    by: "gcloud container clusters describe",
    describe: (said) => ({
      answers: {
        "gke.json": { selfLink: GKE, currentMasterVersion: "1.33.2", ...authorized(said) },
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "the API of GKE",
    describe: (said) => ({
      answers: {
        "gke.json": {
          clusters: [{ selfLink: GKE, currentMasterVersion: "1.33.2", ...authorized(said) }],
        },
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "google_container_cluster",
    describe: (said) => ({
      resources: [
        {
          type: "google_container_cluster",
          values: {
            name: "shop",
            private_cluster_config: [{ enable_private_endpoint: true }],
            ...(said !== "absent" && {
              master_authorized_networks_config: [
                { cidr_blocks: said === "pass" ? [{ cidr_block: "10.8.0.0/16" }] : [] },
              ],
            }),
          },
        },
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "GCPManagedControlPlane",
    describe: (said) => ({
      answers: {},
      objects: [
        clusterApi("GCPManagedControlPlane", {
          clusterNetwork: { privateCluster: { enablePrivateEndpoint: true } },
          ...(said !== "absent" && {
            master_authorized_networks_config: {
              cidr_blocks: said === "pass" ? [{ cidr_block: "10.8.0.0/16" }] : [],
            },
          }),
        }),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  ...(["az aks show", "the API of Azure"] as const).map(
    (by): Row => ({
      by,
      // The portal's command is a way in; without it only the networks that are joined could be one, which nothing here shows.
      describe: (said) => {
        const profile = {
          apiServerAccessProfile: {
            enablePrivateCluster: true,
            ...(said !== "absent" && { disableRunCommand: said === "fail" }),
          },
        };
        return {
          answers: {
            "aks.json":
              by === "az aks show" ? { ...AKS, ...profile } : { ...AKS, properties: profile },
          },
        };
      },
      verdicts: { fail: "unknown", pass: "pass", absent: "pass" },
    }),
  ),
  {
    by: "azurerm_kubernetes_cluster",
    describe: (said) => ({
      resources: [
        {
          type: "azurerm_kubernetes_cluster",
          values: {
            name: "shop",
            private_cluster_enabled: true,
            ...(said !== "absent" && { run_command_enabled: said === "pass" }),
          },
        },
      ],
    }),
    verdicts: { fail: "unknown", pass: "pass", absent: "pass" },
  },
  {
    by: "AzureManagedControlPlane",
    describe: (said) => ({
      answers: {},
      objects: [
        clusterApi("AzureManagedControlPlane", {
          apiServerAccessProfile: {
            enablePrivateCluster: true,
            ...(said !== "absent" && { disableRunCommand: said === "fail" }),
          },
        }),
      ],
    }),
    verdicts: { fail: "unknown", pass: "pass", absent: "pass" },
  },
];
