import { expect, it } from "vitest";
import type { JsonValue } from "../kubernetes/json.ts";
import { recognise } from "./recognise.ts";
import { looksLikeCloud } from "./shapes.ts";

function typesIn(value: JsonValue): readonly string[] {
  const location = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  const origin = { from: "file", file: "a", document: 1, line: 1 } as const;
  return recognise({ value, origin, locate: () => location }).map(
    ({ type, at }) => `${type} ${at.name}`,
  );
}

const SUBSCRIPTION = "/subscriptions/s/resourceGroups/g/providers";

it.each<[string, JsonValue, readonly string[]]>([
  [
    "aws eks describe-cluster",
    { cluster: { arn: "a", resourcesVpcConfig: {} } },
    ["eks-cluster cluster"],
  ],
  [
    "aws eks describe-nodegroup",
    { nodegroup: { nodegroupName: "w", clusterName: "a" } },
    ["eks-node-group nodegroup"],
  ],
  [
    "aws eks list-access-entries",
    { accessEntries: ["arn:aws:iam::1:role/a"] },
    ["eks-access-entry accessEntries[0]"],
  ],
  [
    "aws eks describe-access-entry",
    { accessEntry: { principalArn: "arn:aws:iam::1:role/a" } },
    ["eks-access-entry accessEntry"],
  ],
  [
    "aws eks list-associated-access-policies",
    { clusterName: "a", principalArn: "p", associatedAccessPolicies: [] },
    ["eks-access-policy "],
  ],
  ["aws eks describe-addon", { addon: { addonName: "vpc-cni" } }, ["eks-addon addon"]],
  [
    "aws eks list-pod-identity-associations",
    { associations: [{ associationArn: "a", namespace: "n" }] },
    ["eks-pod-identity associations[0]"],
  ],
  ["aws ec2 describe-subnets", { Subnets: [{ SubnetId: "s" }] }, ["aws-subnet Subnets[0]"]],
  [
    "aws ec2 describe-route-tables",
    { RouteTables: [{ RouteTableId: "r" }] },
    ["aws-route-table RouteTables[0]"],
  ],
  [
    "aws ec2 describe-security-groups",
    { SecurityGroups: [{ GroupId: "g" }] },
    ["aws-security-group SecurityGroups[0]"],
  ],
  [
    "aws ec2 describe-instances",
    { Reservations: [{ Instances: [{ InstanceId: "i" }] }] },
    ["aws-instance Reservations[0].Instances[0]"],
  ],
  [
    "aws ec2 describe-launch-template-versions",
    { LaunchTemplateVersions: [{ VersionNumber: 1, LaunchTemplateData: {} }] },
    ["aws-launch-template LaunchTemplateVersions[0]"],
  ],
  [
    "aws iam list-attached-role-policies",
    { AttachedPolicies: [{ PolicyName: "p", PolicyArn: "a" }] },
    ["iam-attached-policies "],
  ],
  [
    "aws ssm describe-instance-information",
    { InstanceInformationList: [{ InstanceId: "i" }] },
    ["ssm-instance InstanceInformationList[0]"],
  ],
  [
    "aws cloudtrail lookup-events",
    {
      Events: [
        {
          EventName: "CreateCluster",
          CloudTrailEvent:
            '{"eventName": "CreateCluster", "eventSource": "eks.amazonaws.com", "requestParameters": {"name": "a"}}',
        },
      ],
    },
    ["eks-create-event Events[0]"],
  ],
  [
    "az aks show",
    { type: "Microsoft.ContainerService/ManagedClusters", agentPoolProfiles: [{ name: "w" }] },
    ["aks-cluster ", "aks-node-pool agentPoolProfiles[0]"],
  ],
  [
    "az aks nodepool list",
    [{ type: "Microsoft.ContainerService/managedClusters/agentPools", name: "w" }],
    ["aks-node-pool [0]"],
  ],
  [
    "az network vnet subnet show",
    { id: `${SUBSCRIPTION}/Microsoft.Network/virtualNetworks/v/subnets/a` },
    ["azure-subnet "],
  ],
  [
    "az network nsg list",
    [{ id: `${SUBSCRIPTION}/Microsoft.Network/networkSecurityGroups/n`, securityRules: [] }],
    ["azure-security-group [0]"],
  ],
  [
    "az vmss show",
    { type: "Microsoft.Compute/virtualMachineScaleSets", name: "v" },
    ["azure-scale-set "],
  ],
  [
    "az monitor diagnostic-settings list",
    [{ type: "Microsoft.Insights/diagnosticSettings", logs: [] }],
    ["aks-diagnostic-setting [0]"],
  ],
  [
    "the REST API of AKS",
    { value: [{ type: "Microsoft.ContainerService/ManagedClusters", id: "i", properties: {} }] },
    ["aks-cluster value[0]"],
  ],
  [
    "gcloud container clusters describe",
    {
      selfLink: "https://container.googleapis.com/v1/projects/p/zones/z/clusters/c",
      currentMasterVersion: "1.33.2",
      nodePools: [{ name: "w" }],
    },
    ["gke-cluster ", "gke-node-pool nodePools[0]"],
  ],
  [
    "gcloud container node-pools list",
    [
      {
        selfLink: "https://container.googleapis.com/v1/projects/p/zones/z/clusters/c/nodePools/w",
        config: {},
      },
    ],
    ["gke-node-pool [0]"],
  ],
  ["gcloud compute networks subnets list", [{ kind: "compute#subnetwork" }], ["gcp-subnet [0]"]],
  ["gcloud compute firewall-rules list", [{ kind: "compute#firewall" }], ["gcp-firewall [0]"]],
  ["gcloud compute instances list", [{ kind: "compute#instance" }], ["gcp-instance [0]"]],
  [
    "gcloud compute project-info describe",
    { kind: "compute#project", commonInstanceMetadata: {} },
    ["gcp-project "],
  ],
])("recognises what %s prints", (_, value, expected) => {
  expect([looksLikeCloud(value), typesIn(value)]).toEqual([true, expected]);
});

it.each<[string, JsonValue]>([
  ["a package", { name: "web", version: "1.0.0", dependencies: {} }],
  ["a list of texts", ["a", "b"]],
  ["an empty list", []],
  ["an empty mapping", {}],
  ["a text", "cluster"],
  ["nothing", null],
  ["an API description", { openapi: "3.0.0", paths: {}, info: { version: "1" } }],
  ["a kubeconfig as JSON", { clusters: [{ name: "a", cluster: { server: "https://a" } }] }],
  ["a Grafana dashboard", { panels: [], version: 4, items: [] }],
  ["an Azure template", { $schema: "s", resources: [{ type: "Microsoft.Network/x" }] }],
])("takes %s for no description of a cloud", (_, value) => {
  expect([looksLikeCloud(value), typesIn(value)]).toEqual([false, []]);
});
