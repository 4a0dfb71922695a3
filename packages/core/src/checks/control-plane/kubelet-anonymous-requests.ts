import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "anonymous-auth";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "false" ? undefined : "allows anonymous requests"),
  value: "false",
};

/** Reports a kubelet that answers anonymous requests. */
export const kubeletAnonymousRequests: PodCheck = {
  on: "pod",
  id: "kubelet-anonymous-requests",
  title: "Anonymous authentication enabled on the kubelet",
  topic: "control-plane",
  severity: "high",
  description:
    "Requests without credentials reach the kubelet as `system:anonymous`: with `AlwaysAllow` they run commands in every container of the node, and otherwise they have the rights of `system:unauthenticated`. Without a configuration file the kubelet allows them by default; with one it does not.",
  remediation:
    "Set `authentication.anonymous.enabled: false` in the kubelet's configuration, or `--anonymous-auth=false`.",
  references: referencesTo({ "cis-1.12": ["4.2.1"], "mitre-attack": ["T1190", "T1609"] }),
  aliases: [
    "checkov:CKV_K8S_138",
    "checkov:KubeletAnonymousAuth",
    "kubescape:C-0069",
    "kubescape:C-0172",
  ],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--anonymous-auth=true`",
        pod: componentPod("kubelet", "--anonymous-auth=true"),
        violations: ["spec.containers[1].command[1]: kubelet allows anonymous requests"],
      },
    ],
    compliant: [
      {
        title: "`--anonymous-auth=false`",
        pod: componentPod("kubelet", "--anonymous-auth=false"),
      },
    ],
  },
};
