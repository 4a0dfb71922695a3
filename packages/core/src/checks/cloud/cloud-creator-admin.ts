import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_ADMINS, CLOUD_CLUSTERS, knownText } from "../facts/cloud-facts.ts";
import { answer, eksCluster, plan, state } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Creator of the cluster is its administrator. */
export const cloudCreatorAdmin: ObjectCheck = {
  on: "object",
  id: "cloud-creator-admin",
  title: "Creator of the cluster is its administrator",
  topic: "cloud",
  severity: "medium",
  description:
    "Whoever creates a cluster of EKS is in `system:masters`, and in the mode `CONFIG_MAP` no answer of EKS and no object of the cluster names them: only the event `CreateCluster` of CloudTrail does. It is often the identity of a pipeline, or of somebody who left.",
  remediation:
    "Create clusters with `accessConfig.bootstrapClusterCreatorAdminPermissions: false` (`access_config.bootstrap_cluster_creator_admin_permissions` in Terraform) and give access entries to those who need them; of a cluster that exists set `authenticationMode: API` and delete the creator's access entry.",
  references: referencesTo({ "mitre-attack": ["T1078.004"] }),

  ...askingFact({
    kinds: [...CLOUD_CLUSTERS, ...CLOUD_ADMINS],
    fact: "creatorAdmin",
    fault: (isAdmin, { object }) => {
      if (isAdmin !== true) return undefined;
      const creator = knownText(object, "creator");
      return `${creator === "" ? "whoever created the cluster" : creator} is its administrator`;
    },
  }),

  examples: {
    violating: [
      {
        title: "the mode of the ConfigMap",
        objects: [],
        documents: [eksCluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } })],
        violations: [
          "CloudCluster/eks/shop cluster.accessConfig.authenticationMode: whoever created the cluster is its administrator: in the mode CONFIG_MAP the creator is in system:masters",
        ],
      },
      {
        title: "the same with the event that names the creator",
        objects: [],
        documents: [
          eksCluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } }),
          answer("event.json", {
            eventSource: "eks.amazonaws.com",
            eventName: "CreateCluster",
            userIdentity: {
              sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/pipeline" } },
            },
            requestParameters: { name: "shop" },
          }),
        ],
        violations: [
          "CloudCluster/eks/shop cluster.accessConfig.authenticationMode: arn:aws:iam::111122223333:role/pipeline is its administrator: in the mode CONFIG_MAP the creator is in system:masters",
        ],
      },
      {
        title: "the event alone",
        objects: [],
        documents: [
          answer("event.json", {
            eventSource: "eks.amazonaws.com",
            eventName: "CreateCluster",
            userIdentity: { arn: "arn:aws:iam::111122223333:user/ann" },
            requestParameters: { name: "shop" },
          }),
        ],
        violations: [
          "CloudAdmin/eks/shop/arn:aws:iam::111122223333:user/ann : arn:aws:iam::111122223333:user/ann is its administrator",
        ],
      },
      {
        title: "a plan that asks for it",
        objects: [],
        documents: [
          plan("aws_eks_cluster", {
            name: "shop",
            access_config: [
              { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: true },
            ],
          }),
        ],
        violations: [
          "CloudCluster/eks/shop aws_eks_cluster.shop.access_config[0].bootstrap_cluster_creator_admin_permissions: whoever created the cluster is its administrator",
        ],
      },
    ],
    compliant: [
      {
        title: "a plan that does not",
        objects: [],
        documents: [
          plan("aws_eks_cluster", {
            name: "shop",
            access_config: [
              { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
            ],
          }),
        ],
      },
      {
        title: "an answer of EKS, which does not say it",
        objects: [],
        documents: [eksCluster({ accessConfig: { authenticationMode: "API" } })],
      },
      {
        title: "a state, which repeats a guess",
        objects: [],
        documents: [
          state("aws_eks_cluster", {
            name: "shop",
            access_config: [
              { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: true },
            ],
          }),
        ],
      },
    ],
  },
};
