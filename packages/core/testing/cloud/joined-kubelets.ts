import { clusterApi } from "../../src/checks/writing/cloud-examples.ts";
import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import { GKE_POOL, groupOf, ingressOf, JUDGED, type Resource, type Row } from "./described.ts";

const WORLD = "0.0.0.0/0";
const openOf = (said: string): string => (said === "fail" ? "open" : "closed");
const SUBNET =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a";
const NSG = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n";
const azureRule = (said: string): JsonObject => ({
  ...{ name: "kubelet", direction: "Inbound", priority: 100, protocol: "Tcp" },
  access: said === "fail" ? "Allow" : "Deny",
  sourceAddressPrefix: "*",
  destinationPortRange: "10250",
});
const azureRuleOfTerraform = (said: string): JsonObject => ({
  ...{ name: "kubelet", direction: "Inbound", priority: 100, protocol: "Tcp" },
  access: said === "fail" ? "Allow" : "Deny",
  source_address_prefix: "*",
  destination_port_range: "10250",
});
const gcpRule = (said: string): JsonObject => ({
  ...{ kind: "compute#firewall", name: "kubelet", direction: "INGRESS", priority: 900 },
  ...{
    sourceRanges: [said === "fail" ? WORLD : "10.0.0.0/8"],
    allowed: [{ IPProtocol: "tcp", ports: ["10250"] }],
  },
});

function azureAnswers(
  said: string,
  pool: JsonValue,
  isRest: boolean,
): Readonly<Record<string, JsonValue>> {
  const networkSecurityGroup = { networkSecurityGroup: { id: NSG } };
  const rules = {
    securityRules: [isRest ? { name: "kubelet", properties: azureRule(said) } : azureRule(said)],
  };
  return {
    "pools.json": pool,
    ...(said !== "absent" && {
      "subnet.json": {
        id: SUBNET,
        ...(isRest ? { properties: networkSecurityGroup } : networkSecurityGroup),
      },
      "nsg.json": isRest ? { value: [{ id: NSG, properties: rules }] } : [{ id: NSG, ...rules }],
    }),
  };
}

const AKS_POOL = { name: "w", type: "Microsoft.ContainerService/managedClusters/agentPools" };

/** A node group with a launch template and a group, whose rules stand in the group or beside it. */
function eksResources(
  rules: (said: string) => readonly Resource[],
  inline: (said: string) => JsonObject,
): Row["describe"] {
  return (said) => ({
    resources: [
      {
        type: "aws_eks_node_group",
        values: { cluster_name: "shop", node_group_name: "w" },
        refers: { "launch_template.id": "aws_launch_template.a" },
      },
      {
        type: "aws_launch_template",
        values: {},
        refers: { "vpc_security_group_ids[]": "aws_security_group.a" },
      },
      ...(said === "absent"
        ? []
        : [{ type: "aws_security_group", values: inline(said) }, ...rules(said)]),
    ],
  });
}

export const KUBELET: readonly Row[] = [
  {
    by: "aws eks describe-nodegroup and what it names",
    describe: (said) => ({
      answers: {
        "nodegroup.json": {
          nodegroup: {
            nodegroupName: "w",
            clusterName: "shop",
            launchTemplate: { id: "lt-1", version: "1" },
          },
        },
        "template.json": {
          LaunchTemplateVersions: [
            {
              LaunchTemplateId: "lt-1",
              VersionNumber: 1,
              LaunchTemplateData: { SecurityGroupIds: ["sg-1"] },
            },
          ],
        },
        ...(said !== "absent" && {
          "groups.json": { SecurityGroups: [groupOf(openOf(said), 10250, WORLD)] },
        }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws ec2 describe-instances",
    describe: (said) => ({
      answers: {
        "instances.json": {
          Reservations: [
            {
              Instances: [
                {
                  InstanceId: "i-1",
                  Tags: [{ Key: "eks:cluster-name", Value: "shop" }],
                  SecurityGroups: [{ GroupId: "sg-1" }],
                },
              ],
            },
          ],
        },
        ...(said !== "absent" && {
          "groups.json": { SecurityGroups: [groupOf(openOf(said), 10250, WORLD)] },
        }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws_security_group",
    describe: eksResources(
      () => [],
      (said) => ingressOf(openOf(said), 10250, WORLD),
    ),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws_security_group_rule",
    describe: eksResources(
      (said) => [
        {
          type: "aws_security_group_rule",
          values: {
            ...{ type: "ingress", protocol: "tcp", from_port: 10250, to_port: 10250 },
            cidr_blocks: [said === "fail" ? WORLD : "10.0.0.0/8"],
          },
          refers: { security_group_id: "aws_security_group.a" },
        },
      ],
      () => ({}),
    ),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws_vpc_security_group_ingress_rule",
    describe: eksResources(
      (said) => [
        {
          type: "aws_vpc_security_group_ingress_rule",
          values: {
            ...{ ip_protocol: "tcp", from_port: 10250, to_port: 10250 },
            cidr_ipv4: said === "fail" ? WORLD : "10.0.0.0/8",
          },
          refers: { security_group_id: "aws_security_group.a" },
        },
      ],
      () => ({}),
    ),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    // Groups are given to it by names of Cluster API's own.
    by: "AWSManagedMachinePool",
    describe: (said) => ({
      answers: {},
      objects: [
        clusterApi(
          "AWSManagedMachinePool",
          said === "absent" ? {} : { awsLaunchTemplate: { name: said } },
        ),
      ],
    }),
    verdicts: { fail: "unknown", pass: "unknown", absent: "pass" },
  },
  {
    by: "az aks nodepool list",
    describe: (said) => ({
      answers: azureAnswers(said, [{ ...AKS_POOL, vnetSubnetId: SUBNET }], false),
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "the API of Azure",
    describe: (said) => ({
      answers: azureAnswers(
        said,
        { value: [{ ...AKS_POOL, properties: { vnetSubnetID: SUBNET } }] },
        true,
      ),
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "azurerm_network_security_group",
    describe: (said) => ({
      resources: [
        {
          type: "azurerm_kubernetes_cluster_node_pool",
          values: { name: "w" },
          refers: { vnet_subnet_id: "azurerm_subnet.a" },
        },
        { type: "azurerm_subnet", values: { name: "a" } },
        ...(said === "absent"
          ? []
          : [
              {
                type: "azurerm_subnet_network_security_group_association",
                values: {},
                refers: {
                  subnet_id: "azurerm_subnet.a",
                  network_security_group_id: "azurerm_network_security_group.a",
                },
              },
              {
                type: "azurerm_network_security_group",
                values: { name: "n", security_rule: [azureRuleOfTerraform(said)] },
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "AzureManagedMachinePool",
    describe: () => ({ answers: {}, objects: [clusterApi("AzureManagedMachinePool", {})] }),
    verdicts: { fail: "pass", pass: "pass", absent: "pass" },
  },
  {
    by: "gcloud container node-pools list and firewall-rules list",
    describe: (said) => ({
      answers: {
        "pools.json": [GKE_POOL],
        ...(said !== "absent" && { "rules.json": [gcpRule(said)] }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "the API of Google Cloud",
    describe: (said) => ({
      answers: {
        "pools.json": { nodePools: [GKE_POOL] },
        ...(said !== "absent" && { "rules.json": { items: [gcpRule(said)] } }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "google_compute_firewall",
    describe: (said) => ({
      resources: [
        { type: "google_container_node_pool", values: { name: "w", cluster: "shop" } },
        ...(said === "absent"
          ? []
          : [
              {
                type: "google_compute_firewall",
                values: {
                  ...{ name: "kubelet", direction: "INGRESS", priority: 900 },
                  source_ranges: [said === "fail" ? WORLD : "10.0.0.0/8"],
                  allow: [{ protocol: "tcp", ports: ["10250"] }],
                },
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "GCPManagedMachinePool and firewall rules",
    describe: (said) => ({
      answers: said === "absent" ? {} : { "rules.json": [gcpRule(said)] },
      objects: [clusterApi("GCPManagedMachinePool", {})],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
];
