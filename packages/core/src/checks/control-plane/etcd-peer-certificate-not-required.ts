import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "peer-client-cert-auth";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "true" ? undefined : "does not require peer certificates",
  value: "true",
};

/** Reports an etcd that does not require peer certificates. */
export const etcdPeerCertificateNotRequired: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-peer-certificate-not-required",
  title: "No peer certificate authentication in etcd",
  topic: "control-plane",
  severity: "high",
  description:
    "Without `--peer-client-cert-auth` whoever reaches the peer port can join as a member and gets the whole state of the cluster. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Set `--peer-client-cert-auth=true` and `--peer-trusted-ca-file`.",
  references: referencesTo({ "cis-1.12": ["2.5"], "mitre-attack": ["T1552"] }),
  aliases: [
    "checkov:CKV_K8S_121",
    "checkov:PeerClientCertAuthTrue",
    "kubescape:C-0157",
    "trivy:KCV-0046",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--peer-client-cert-auth=false`",
        pod: componentPod("etcd", "--peer-client-cert-auth=false"),
        violations: ["spec.containers[1].command[1]: etcd does not require peer certificates"],
      },
    ],
    compliant: [
      {
        title: "`--peer-client-cert-auth=true`",
        pod: componentPod("etcd", "--peer-client-cert-auth=true"),
      },
    ],
  },
};
