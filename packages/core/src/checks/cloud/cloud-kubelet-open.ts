import { textsAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES, isEverywhere } from "../facts/cloud-facts.ts";
import { aksPool, answer, eksPool, gkePool } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Kubelet open to the internet. */
export const cloudKubeletOpen: ObjectCheck = {
  on: "object",
  id: "cloud-kubelet-open",
  title: "Kubelet open to the internet",
  topic: "cloud",
  severity: "critical",
  description:
    "Port 10250 of the nodes is open to every address: on it the kubelet runs commands in every pod of its node for whoever may, and one mistake in its authentication is the node.",
  remediation:
    "Take the rule out of the security group, network security group or firewall: only the control plane needs port 10250 of nodes.",
  references: referencesTo({ "mitre-attack": ["T1133"], "ms-threat-matrix": ["MS-TA9013"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "kubeletFrom",
    fault: (sources) => {
      const open = textsAt(sources).filter(isEverywhere);
      return open.length === 0
        ? undefined
        : `port 10250 of the nodes is open to ${open.join(" and ")}`;
    },
  }),

  examples: {
    violating: [
      {
        title: "a security group of the launch template",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { id: "lt-1", version: "3" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateId: "lt-1",
                VersionNumber: 3,
                LaunchTemplateData: { SecurityGroupIds: ["sg-1"] },
              },
            ],
          }),
          answer("groups.json", {
            SecurityGroups: [
              {
                GroupId: "sg-1",
                IpPermissions: [
                  {
                    IpProtocol: "tcp",
                    FromPort: 10000,
                    ToPort: 11000,
                    IpRanges: [{ CidrIp: "0.0.0.0/0" }],
                  },
                ],
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers SecurityGroups[0].IpPermissions[0]: port 10250 of the nodes is open to 0.0.0.0/0",
        ],
      },
      {
        title: "a firewall rule of GCP",
        objects: [],
        documents: [
          gkePool({ config: { tags: ["node"] } }),
          answer("rules.json", [
            {
              kind: "compute#firewall",
              name: "kubelet",
              direction: "INGRESS",
              priority: 900,
              sourceRanges: ["0.0.0.0/0"],
              targetTags: ["node"],
              allowed: [{ IPProtocol: "tcp", ports: ["10250"] }],
            },
          ]),
        ],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0]: port 10250 of the nodes is open to 0.0.0.0/0",
        ],
      },
      {
        title: "a security group of Azure",
        objects: [],
        documents: [
          aksPool({
            vnetSubnetId:
              "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a",
          }),
          answer("subnet.json", {
            id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a",
            networkSecurityGroup: {
              id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
            },
          }),
          answer("nsg.json", [
            {
              id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
              securityRules: [
                {
                  name: "all",
                  access: "Allow",
                  direction: "Inbound",
                  priority: 100,
                  protocol: "*",
                  sourceAddressPrefix: "*",
                  destinationPortRange: "*",
                },
              ],
            },
          ]),
        ],
        violations: [
          "CloudNodePool/aks/unknown/workers [0].securityRules[0]: port 10250 of the nodes is open to 0.0.0.0/0",
        ],
      },
    ],
    compliant: [
      {
        title: "a rule that denies before",
        objects: [],
        documents: [
          gkePool({ config: { tags: ["node"] } }),
          answer("rules.json", [
            {
              kind: "compute#firewall",
              name: "no",
              direction: "INGRESS",
              priority: 100,
              sourceRanges: ["0.0.0.0/0"],
              denied: [{ IPProtocol: "all" }],
            },
            {
              kind: "compute#firewall",
              name: "kubelet",
              direction: "INGRESS",
              priority: 900,
              sourceRanges: ["0.0.0.0/0"],
              allowed: [{ IPProtocol: "tcp", ports: ["10250"] }],
            },
          ]),
        ],
      },
      { title: "the group that EKS makes", objects: [], documents: [eksPool({})] },
      {
        title: "a launch template that is not in the input",
        objects: [],
        documents: [eksPool({ launchTemplate: { id: "lt-1", version: "3" } })],
      },
    ],
  },
};
