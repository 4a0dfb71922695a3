import type { PodCheck } from "../check.ts";
import {
  componentPod,
  enablesPlugin,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: "enable-admission-plugins",
  fault: (flags) =>
    enablesPlugin(flags, "AlwaysPullImages")
      ? undefined
      : "does not enable the admission plugin AlwaysPullImages",
};

/** Reports a kube-apiserver that lets pods run images that they may not pull. */
export const apiServerImagesNotAlwaysPulled: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-images-not-always-pulled",
  title: "AlwaysPullImages admission plugin not enabled",
  topic: "control-plane",
  severity: "info",
  description:
    "A pod can run any image that is already on its node without credentials for it. The admission plugin AlwaysPullImages makes every pod pull with its own credentials. Kubelets that verify image pull credentials, as they can since v1.33, do the same.",
  remediation: "Add `AlwaysPullImages` to `--enable-admission-plugins` where tenants share nodes.",
  references: referencesTo({ "cis-1.12": ["1.2.11"], "mitre-attack": ["T1525"] }),
  aliases: [
    "checkov:ApiServerAlwaysPullImagesPlugin",
    "checkov:CKV_K8S_80",
    "kubescape:C-0123",
    "trivy:KCV-0012",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not enable the admission plugin AlwaysPullImages",
        ],
      },
    ],
    compliant: [
      {
        title: "`--enable-admission-plugins=NodeRestriction,AlwaysPullImages`",
        pod: componentPod(
          "kube-apiserver",
          "--enable-admission-plugins=NodeRestriction,AlwaysPullImages",
        ),
      },
    ],
  },
};
