import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Bindings for everybody allowed on GKE. */
export const cloudInsecureBindings: ObjectCheck = {
  on: "object",
  id: "cloud-insecure-bindings",
  title: "Bindings for everybody allowed on GKE",
  topic: "cloud",
  severity: "high",
  description:
    "GKE can refuse bindings to `system:anonymous`, `system:unauthenticated` and `system:authenticated`, which on GKE is everybody with an account of Google. Here it takes them: one binding, made by mistake or by an attacker, opens the cluster.",
  remediation:
    "Set `rbacBindingConfig.enableInsecureBindingSystemUnauthenticated` and `enableInsecureBindingSystemAuthenticated` to false (`rbac_binding_config` in Terraform).",
  references: referencesTo({ "mitre-attack": ["T1098"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "insecureBindings",
    fault: (isOn) => (isOn === true ? "bindings to everybody are taken" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "unauthenticated users",
        objects: [],
        documents: [
          gkeCluster({ rbacBindingConfig: { enableInsecureBindingSystemUnauthenticated: true } }),
        ],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop rbacBindingConfig.enableInsecureBindingSystemUnauthenticated: bindings to everybody are taken",
        ],
      },
      {
        title: "all users of Google, in a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            rbac_binding_config: [
              {
                enable_insecure_binding_system_unauthenticated: false,
                enable_insecure_binding_system_authenticated: true,
              },
            ],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.rbac_binding_config[0].enable_insecure_binding_system_authenticated: bindings to everybody are taken",
        ],
      },
    ],
    compliant: [
      {
        title: "neither",
        objects: [],
        documents: [
          gkeCluster({
            rbacBindingConfig: {
              enableInsecureBindingSystemUnauthenticated: false,
              enableInsecureBindingSystemAuthenticated: false,
            },
          }),
        ],
      },
      { title: "a cluster that says nothing", objects: [], documents: [gkeCluster({})] },
    ],
  },
};
