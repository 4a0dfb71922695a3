import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES } from "../facts/cloud-facts.ts";
import { aksPool, answer, clusterApi, eksPool } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** SSH keys on nodes. */
export const cloudSshKey: ObjectCheck = {
  on: "object",
  id: "cloud-ssh-key",
  title: "SSH keys on nodes",
  topic: "cloud",
  severity: "low",
  description:
    "A key on the nodes is a shell on every one of them for whoever has it: it is shared, does not expire, and what is done with it is recorded nowhere.",
  remediation:
    "On EKS leave out `remoteAccess.ec2SshKey` and `KeyName` of the launch template, and use Session Manager; on AKS set `securityProfile.sshAccess: Disabled` or `EntraId` of the pool; on GKE take `ssh-keys` out of the pool's metadata and use OS Login.",
  references: referencesTo({ "mitre-attack": ["T1021.004", "T1098.004"] }),
  impliedBy: ["cloud-ssh-open"],

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "sshKey",
    fault: (isThere) => (isThere === true ? "an SSH key gives a shell on every node" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a key with groups that may use it",
        objects: [],
        documents: [
          eksPool({ remoteAccess: { ec2SshKey: "ops", sourceSecurityGroups: ["sg-1"] } }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers nodegroup.remoteAccess.ec2SshKey: an SSH key gives a shell on every node",
        ],
      },
      {
        title: "a key in the launch template",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { id: "lt-1", version: "1" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateId: "lt-1",
                VersionNumber: 1,
                LaunchTemplateData: { KeyName: "ops" },
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers LaunchTemplateVersions[0].LaunchTemplateData.KeyName: an SSH key gives a shell on every node",
        ],
      },
      {
        title: "a pool of AKS that says nothing",
        objects: [],
        documents: [aksPool({})],
        violations: [
          "CloudNodePool/aks/unknown/workers [0].securityProfile.sshAccess: an SSH key gives a shell on every node: AKS makes a local user with a key where nothing else is said",
        ],
      },
      {
        title: "a pool of Cluster API",
        objects: [
          clusterApi("AWSManagedMachinePool", {
            eksNodegroupName: "workers",
            remoteAccess: { sshKeyName: "ops" },
          }),
        ],
        violations: [
          "CloudNodePool/eks/unknown/workers spec.remoteAccess.sshKeyName: an SSH key gives a shell on every node",
        ],
      },
    ],
    compliant: [
      { title: "no key", objects: [], documents: [eksPool({})] },
      {
        title: "SSH off on AKS",
        objects: [],
        documents: [aksPool({ securityProfile: { sshAccess: "Disabled" } })],
      },
      {
        title: "a template that is not in the input",
        objects: [],
        documents: [eksPool({ launchTemplate: { id: "lt-1", version: "1" } })],
      },
    ],
  },
};
