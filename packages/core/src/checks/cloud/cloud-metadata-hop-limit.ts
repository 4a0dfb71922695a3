import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES } from "../facts/cloud-facts.ts";
import { answer, clusterApi, eksPool } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Pods reach the metadata service of nodes. */
export const cloudMetadataHopLimit: ObjectCheck = {
  on: "object",
  id: "cloud-metadata-hop-limit",
  title: "Pods reach the metadata service of nodes",
  topic: "cloud",
  severity: "high",
  description:
    "With a hop limit of more than 1 the answers of the instance metadata service reach pods: any of them gets the credentials of the node's role, which joins nodes, reads images and often much more.",
  remediation:
    "Set `MetadataOptions.HttpPutResponseHopLimit: 1` in the launch template (`metadata_options.http_put_response_hop_limit` in Terraform), and give pods identities of their own by Pod Identity or IRSA.",
  references: referencesTo({ "mitre-attack": ["T1552.005"], "ms-threat-matrix": ["MS-TA9018"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "imdsHopLimit",
    fault: (limit) =>
      typeof limit === "number" && limit > 1
        ? `answers of the metadata service pass ${limit} hops, so that pods get them`
        : undefined,
  }),

  examples: {
    violating: [
      {
        title: "a launch template",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { id: "lt-1", version: "1" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateId: "lt-1",
                VersionNumber: 1,
                LaunchTemplateData: {
                  MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 2 },
                },
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers LaunchTemplateVersions[0].LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit: answers of the metadata service pass 2 hops, so that pods get them",
        ],
      },
      {
        title: "an instance",
        objects: [],
        documents: [
          answer("instances.json", {
            Reservations: [
              {
                Instances: [
                  {
                    InstanceId: "i-1",
                    Tags: [{ Key: "eks:cluster-name", Value: "shop" }],
                    MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 2 },
                  },
                ],
              },
            ],
          }),
        ],
        violations: [
          "CloudNode/eks/shop/i-1 Reservations[0].Instances[0].MetadataOptions.HttpPutResponseHopLimit: answers of the metadata service pass 2 hops, so that pods get them",
        ],
      },
      {
        title: "a pool of Cluster API",
        objects: [
          clusterApi("AWSManagedMachinePool", {
            eksNodegroupName: "workers",
            awsLaunchTemplate: {
              instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
            },
          }),
        ],
        violations: [
          "CloudNodePool/eks/unknown/workers spec.awsLaunchTemplate.instanceMetadataOptions.httpPutResponseHopLimit: answers of the metadata service pass 2 hops, so that pods get them",
        ],
      },
    ],
    compliant: [
      {
        title: "one hop",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { id: "lt-1", version: "1" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateId: "lt-1",
                VersionNumber: 1,
                LaunchTemplateData: {
                  MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1 },
                },
              },
            ],
          }),
        ],
      },
      {
        title: "a node group without a template, where the image decides",
        objects: [],
        documents: [eksPool({ amiType: "AL2023_x86_64_STANDARD" })],
      },
    ],
  },
};
