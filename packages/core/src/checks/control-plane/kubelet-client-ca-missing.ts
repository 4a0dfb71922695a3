import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "client-ca-file";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined ? "has no client CA to verify client certificates" : undefined,
};

/** Reports a kubelet that does not check certificates of clients. */
export const kubeletClientCaMissing: PodCheck = {
  on: "pod",
  id: "kubelet-client-ca-missing",
  title: "Kubelet without a client CA",
  topic: "control-plane",
  severity: "low",
  description:
    "The API server authenticates to the kubelet with a client certificate. Without a CA to verify it the kubelet cannot tell the API server from others, and such clusters are often made to work by allowing anonymous requests.",
  remediation:
    "Set `authentication.x509.clientCAFile` in the kubelet's configuration, or `--client-ca-file`.",
  references: referencesTo({ "cis-1.12": ["4.2.3"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:CKV_K8S_140",
    "checkov:KubeletClientCa",
    "kubescape:C-0070",
    "kubescape:C-0174",
  ],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--client-ca-file=`",
        pod: componentPod("kubelet", "--client-ca-file="),
        violations: [
          "spec.containers[1].command[1]: kubelet has no client CA to verify client certificates",
        ],
      },
    ],
    compliant: [
      {
        title: "`--client-ca-file=/pki/ca.crt`",
        pod: componentPod("kubelet", "--client-ca-file=/pki/ca.crt"),
      },
    ],
  },
};
