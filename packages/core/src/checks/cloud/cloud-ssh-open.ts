import { textsAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES, isEverywhere } from "../facts/cloud-facts.ts";
import { answer, clusterApi, eksPool, gkePool, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** SSH of nodes open. */
export const cloudSshOpen: ObjectCheck = {
  on: "object",
  id: "cloud-ssh-open",
  title: "SSH of nodes open",
  topic: "cloud",
  severity: "high",
  description:
    "Port 22 of the nodes is reached from outside of the cluster. Where every address is let in, which EKS does for a key without security groups, whoever gets the key, or finds a hole in the server, has the nodes and with them the pods and their credentials.",
  remediation:
    "On EKS name `remoteAccess.sourceSecurityGroups`, or better leave out `remoteAccess` and use Session Manager; take rules for port 22 out of security groups, network security groups and firewalls.",
  references: referencesTo({ "mitre-attack": ["T1133", "T1021.004"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "sshFrom",
    fault: (sources) => {
      const open = textsAt(sources).filter(isEverywhere);
      return open.length === 0
        ? undefined
        : `port 22 of the nodes is open to ${open.join(" and ")}`;
    },
  }),

  examples: {
    violating: [
      {
        title: "a key without groups",
        objects: [],
        documents: [eksPool({ remoteAccess: { ec2SshKey: "ops" } })],
        violations: [
          "CloudNodePool/eks/shop/workers nodegroup.remoteAccess.sourceSecurityGroups: port 22 of the nodes is open to 0.0.0.0/0: EKS opens port 22 to every address where a key and no security group is named",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("aws_eks_node_group", {
            cluster_name: "shop",
            node_group_name: "workers",
            remote_access: [{ ec2_ssh_key: "ops", source_security_group_ids: null }],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers aws_eks_node_group.shop.remote_access[0].source_security_group_ids: port 22 of the nodes is open to 0.0.0.0/0: EKS opens port 22 to every address where a key and no security group is named",
        ],
      },
      {
        title: "a firewall rule",
        objects: [],
        documents: [
          gkePool({ config: { tags: ["node"] } }),
          answer("rules.json", [
            {
              kind: "compute#firewall",
              name: "ssh",
              direction: "INGRESS",
              priority: 1000,
              sourceRanges: ["0.0.0.0/0"],
              allowed: [{ IPProtocol: "tcp", ports: ["22"] }],
            },
          ]),
        ],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0]: port 22 of the nodes is open to 0.0.0.0/0",
        ],
      },
      {
        title: "a pool of Cluster API",
        objects: [
          clusterApi("AWSManagedMachinePool", {
            eksNodegroupName: "workers",
            remoteAccess: { sshKeyName: "ops", public: true },
          }),
        ],
        violations: [
          "CloudNodePool/eks/unknown/workers spec.remoteAccess.sourceSecurityGroups: port 22 of the nodes is open to 0.0.0.0/0: EKS opens port 22 to every address where a key and no security group is named",
        ],
      },
    ],
    compliant: [
      {
        title: "a key with groups",
        objects: [],
        documents: [
          eksPool({ remoteAccess: { ec2SshKey: "ops", sourceSecurityGroups: ["sg-1"] } }),
        ],
      },
      { title: "no key", objects: [], documents: [eksPool({})] },
      {
        title: "a plan whose groups are known after apply",
        objects: [],
        documents: [
          plan(
            "aws_eks_node_group",
            {
              cluster_name: "shop",
              node_group_name: "workers",
              remote_access: [{ ec2_ssh_key: "ops" }],
            },
            { remote_access: [{ source_security_group_ids: true }] },
          ),
        ],
      },
      { title: "a pool whose firewall is not in the input", objects: [], documents: [gkePool({})] },
    ],
  },
};
