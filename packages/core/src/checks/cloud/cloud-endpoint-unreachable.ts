import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { answer, eksCluster, gkeCluster } from "../writing/cloud-examples.ts";

/** Private API server that nobody reaches. */
export const cloudEndpointUnreachable: ObjectCheck = {
  on: "object",
  id: "cloud-endpoint-unreachable",
  title: "Private API server that nobody reaches",
  topic: "cloud",
  severity: "info",
  description:
    "The endpoint is private, and nothing in the input lets anybody but the nodes in: operators will open it, in a hurry and to everybody, when they need it.",
  remediation:
    "Let the network of a bastion or VPN in: a rule for port 443 in the security group of the endpoint on EKS; its range among the authorized networks on GKE.",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "wayIn",
    fault: (isThere) =>
      isThere === false ? "the private endpoint lets nobody in but the nodes" : undefined,
  }),

  examples: {
    violating: [
      {
        title: "authorized networks without any",
        objects: [],
        documents: [
          gkeCluster({
            privateClusterConfig: { enablePrivateEndpoint: true },
            masterAuthorizedNetworksConfig: { enabled: true },
          }),
        ],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop masterAuthorizedNetworksConfig: the private endpoint lets nobody in but the nodes",
        ],
      },
      {
        title: "a security group that lets in only itself",
        objects: [],
        documents: [
          eksCluster({
            resourcesVpcConfig: { endpointPublicAccess: false, clusterSecurityGroupId: "sg-1" },
          }),
          answer("groups.json", {
            SecurityGroups: [
              {
                GroupId: "sg-1",
                IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-1" }] }],
              },
            ],
          }),
        ],
        violations: [
          "CloudCluster/eks/shop cluster.resourcesVpcConfig.endpointPublicAccess: the private endpoint lets nobody in but the nodes",
        ],
      },
    ],
    compliant: [
      {
        title: "a range of a VPN",
        objects: [],
        documents: [
          eksCluster({
            resourcesVpcConfig: { endpointPublicAccess: false, clusterSecurityGroupId: "sg-1" },
          }),
          answer("groups.json", {
            SecurityGroups: [
              {
                GroupId: "sg-1",
                IpPermissions: [
                  {
                    IpProtocol: "tcp",
                    FromPort: 443,
                    ToPort: 443,
                    IpRanges: [{ CidrIp: "10.8.0.0/16" }],
                  },
                ],
              },
            ],
          }),
        ],
      },
      {
        title: "groups that are not in the input",
        objects: [],
        documents: [
          eksCluster({
            resourcesVpcConfig: { endpointPublicAccess: false, clusterSecurityGroupId: "sg-1" },
          }),
        ],
      },
      { title: "a public endpoint", objects: [], documents: [eksCluster({})] },
    ],
  },
};
