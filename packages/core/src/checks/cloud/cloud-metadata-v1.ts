import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES } from "../facts/cloud-facts.ts";
import { answer, clusterApi, eksPool } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Metadata service without tokens. */
export const cloudMetadataV1: ObjectCheck = {
  on: "object",
  id: "cloud-metadata-v1",
  title: "Metadata service without tokens",
  topic: "cloud",
  severity: "high",
  description:
    "Version 1 of the instance metadata service answers a plain request: whoever talks a program on the node into one, as by SSRF, reads the credentials of the node's role. Version 2 asks for a token first.",
  remediation:
    "Set `MetadataOptions.HttpTokens: required` in the launch template (`metadata_options.http_tokens` in Terraform, `instanceMetadataOptions.httpTokens` in Cluster API).",
  references: referencesTo({ "mitre-attack": ["T1552.005"], "ms-threat-matrix": ["MS-TA9018"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "imdsTokens",
    fault: (tokens) =>
      tokens === "required" ? undefined : "the metadata service answers without a token",
  }),

  examples: {
    violating: [
      {
        title: "a launch template",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { name: "workers", version: "1" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateName: "workers",
                VersionNumber: 1,
                LaunchTemplateData: { MetadataOptions: { HttpTokens: "optional" } },
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers LaunchTemplateVersions[0].LaunchTemplateData.MetadataOptions.HttpTokens: the metadata service answers without a token",
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
                    Tags: [{ Key: "kubernetes.io/cluster/shop", Value: "owned" }],
                    MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 },
                  },
                ],
              },
            ],
          }),
        ],
        violations: [
          "CloudNode/eks/shop/i-1 Reservations[0].Instances[0].MetadataOptions.HttpTokens: the metadata service answers without a token",
        ],
      },
      {
        title: "a pool of Cluster API that says nothing",
        objects: [clusterApi("AWSManagedMachinePool", { eksNodegroupName: "workers" })],
        violations: [
          "CloudNodePool/eks/unknown/workers spec.awsLaunchTemplate.instanceMetadataOptions.httpTokens: the metadata service answers without a token: Cluster API makes tokens optional",
        ],
      },
    ],
    compliant: [
      {
        title: "tokens required",
        objects: [],
        documents: [
          eksPool({ launchTemplate: { name: "workers", version: "1" } }),
          answer("template.json", {
            LaunchTemplateVersions: [
              {
                LaunchTemplateName: "workers",
                VersionNumber: 1,
                LaunchTemplateData: { MetadataOptions: { HttpTokens: "required" } },
              },
            ],
          }),
        ],
      },
      {
        title: "a template that is not in the input",
        objects: [],
        documents: [eksPool({ launchTemplate: { name: "workers", version: "1" } })],
      },
    ],
  },
};
