import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "rotate-certificates";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" ? "does not rotate its client certificate" : undefined,
  value: "true",
};

/** Reports a kubelet that does not renew its client certificate. */
export const kubeletClientCertificateRotationOff: PodCheck = {
  on: "pod",
  id: "kubelet-client-certificate-rotation-off",
  title: "Kubelet client certificate rotation disabled",
  topic: "control-plane",
  severity: "low",
  description:
    "A certificate that is not rotated is issued for years, and one that is stolen from a node is valid as long. With rotation its lifetime is what the signer sets.",
  remediation:
    "Set `rotateCertificates: true` in the kubelet's configuration, or `--rotate-certificates`.",
  references: referencesTo({ "cis-1.12": ["4.2.10"], "mitre-attack": ["T1552"] }),
  aliases: ["checkov:CKV_K8S_149", "checkov:KubletRotateCertificates", "kubescape:C-0182"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--rotate-certificates=false`",
        pod: componentPod("kubelet", "--rotate-certificates=false"),
        violations: [
          "spec.containers[1].command[1]: kubelet does not rotate its client certificate",
        ],
      },
    ],
    compliant: [
      {
        title: "`--rotate-certificates`",
        pod: componentPod("kubelet", "--rotate-certificates"),
      },
    ],
  },
};
