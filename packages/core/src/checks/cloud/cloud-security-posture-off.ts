import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan } from "../writing/cloud-examples.ts";

/** Security Posture of GKE off. */
export const cloudSecurityPostureOff: ObjectCheck = {
  on: "object",
  id: "cloud-security-posture-off",
  title: "Security Posture of GKE off",
  topic: "cloud",
  severity: "info",
  description:
    "GKE's own Security Posture looks at workloads and images for known weaknesses. It is turned off.",
  remediation:
    "Set `securityPostureConfig.mode: BASIC` (`security_posture_config.mode` in Terraform), or leave it off where another scanner does the same.",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "securityPosture",
    fault: (isOn) => (isOn === false ? "the Security Posture of GKE is off" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "it turned off",
        objects: [],
        documents: [gkeCluster({ securityPostureConfig: { mode: "DISABLED" } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop securityPostureConfig.mode: the Security Posture of GKE is off",
        ],
      },
      {
        title: "a cluster that says nothing",
        objects: [],
        documents: [gkeCluster({})],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop securityPostureConfig.mode: the Security Posture of GKE is off: it is off where nothing else is said",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            security_posture_config: [{ mode: "DISABLED" }],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.security_posture_config[0].mode: the Security Posture of GKE is off",
        ],
      },
    ],
    compliant: [
      {
        title: "the basic mode",
        objects: [],
        documents: [gkeCluster({ securityPostureConfig: { mode: "BASIC" } })],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [
          plan(
            "google_container_cluster",
            { name: "shop" },
            { security_posture_config: [{ mode: true }] },
          ),
        ],
      },
    ],
  },
};
