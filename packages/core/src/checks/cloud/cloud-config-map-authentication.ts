import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { clusterApi, eksCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** EKS reads aws-auth. */
export const cloudConfigMapAuthentication: ObjectCheck = {
  on: "object",
  id: "cloud-config-map-authentication",
  title: "EKS reads aws-auth",
  topic: "cloud",
  severity: "medium",
  description:
    "With `CONFIG_MAP` or `API_AND_CONFIG_MAP` EKS takes identities of AWS from the ConfigMap aws-auth of kube-system: whoever may write that ConfigMap makes anybody an administrator, and CloudTrail does not show it. Access entries are changed by the API of EKS, with rights of IAM and a trace.",
  remediation:
    "Move the mappings to access entries, then set `accessConfig.authenticationMode: API` (`access_config.authentication_mode` in Terraform). There is no way back.",
  references: referencesTo({ "mitre-attack": ["T1098"], "ms-threat-matrix": ["MS-TA9019"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "authenticationMode",
    fault: (mode) =>
      mode === "API" ? undefined : `the ConfigMap aws-auth says who is who (${textAt(mode)})`,
  }),

  examples: {
    violating: [
      {
        title: "both",
        objects: [],
        documents: [eksCluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })],
        violations: [
          "CloudCluster/eks/shop cluster.accessConfig.authenticationMode: the ConfigMap aws-auth says who is who (API_AND_CONFIG_MAP)",
        ],
      },
      {
        title: "a cluster that says nothing",
        objects: [],
        documents: [eksCluster({})],
        violations: [
          "CloudCluster/eks/shop cluster.accessConfig.authenticationMode: the ConfigMap aws-auth says who is who (CONFIG_MAP): EKS reads the ConfigMap aws-auth where no mode is set",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [
          clusterApi("AWSManagedControlPlane", {
            eksClusterName: "shop",
            accessConfig: { authenticationMode: "config_map" },
          }),
        ],
        violations: [
          "CloudCluster/eks/shop spec.accessConfig.authenticationMode: the ConfigMap aws-auth says who is who (CONFIG_MAP)",
        ],
      },
    ],
    compliant: [
      {
        title: "access entries alone",
        objects: [],
        documents: [eksCluster({ accessConfig: { authenticationMode: "API" } })],
      },
      {
        title: "the same in a plan",
        objects: [],
        documents: [
          plan("aws_eks_cluster", {
            name: "shop",
            access_config: [{ authentication_mode: "API" }],
          }),
        ],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [plan("aws_eks_cluster", { name: "shop" }, { access_config: true })],
      },
    ],
  },
};
