import type { PodCheck } from "../check.ts";
import { podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

const IMAGE =
  /(?:^|\/)(?:kubernetesui\/dashboard(?:-(?:api|auth|web))?|kubernetes-dashboard(?:-[a-z0-9]+)?)$/;

/** No pod runs the Kubernetes Dashboard. */
export const kubernetesDashboard: PodCheck = {
  on: "pod",
  id: "kubernetes-dashboard",
  title: "Kubernetes Dashboard deployed",
  topic: "workloads",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "The Dashboard acts with its own rights and those of the tokens that people paste into it. Exposed dashboards have led to the takeover of whole clusters. The project is archived and gets no more fixes.",
  remediation:
    "Remove it. Where a web UI is needed, use a maintained one that talks to the API server with the rights of its user.",
  references: referencesTo({
    "mitre-attack": ["T1133"],
    "ms-threat-matrix": ["MS-TA9005"],
  }),
  aliases: ["checkov:CKV_K8S_33", "checkov:KubernetesDashboard", "kubescape:C-0014"],

  *evaluate(pod) {
    for (const { image, reference, path, label, place } of podImagesOf(pod)) {
      if (!IMAGE.test(reference.name)) continue;
      yield { path, message: `${label} runs the Kubernetes Dashboard, ${image}`, ...place };
    }
  },

  examples: {
    violating: [
      {
        title: "its image, and not that of another dashboard",
        pod: {
          spec: {
            containers: [
              { name: "metrics", image: "registry.example.com/metrics-dashboard:1" },
              { name: "ui", image: "kubernetesui/dashboard:v2.7.0" },
            ],
          },
        },
        violations: [
          'spec.containers[1].image: container "ui" runs the Kubernetes Dashboard, kubernetesui/dashboard:v2.7.0',
        ],
      },
    ],
    compliant: [
      {
        title: "another program",
        pod: { spec: { containers: [{ name: "web", image: "web:1.2.3" }] } },
      },
    ],
  },
};
