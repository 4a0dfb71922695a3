import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "client-cert-auth";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "true" ? undefined : "does not require client certificates",
  value: "true",
};

/** Reports an etcd that does not require client certificates. */
export const etcdClientCertificateNotRequired: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-client-certificate-not-required",
  title: "No client certificate authentication in etcd",
  topic: "control-plane",
  severity: "critical",
  description:
    "Without `--client-cert-auth` etcd answers every client that reaches its port. Whoever reads etcd has every Secret; whoever writes to it is cluster-admin. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Set `--client-cert-auth=true` and `--trusted-ca-file`.",
  references: referencesTo({ "cis-1.12": ["2.2"], "mitre-attack": ["T1552"] }),
  aliases: [
    "checkov:CKV_K8S_117",
    "checkov:EtcdClientCertAuth",
    "kubescape:C-0154",
    "trivy:KCV-0043",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--client-cert-auth=false`",
        pod: componentPod("etcd", "--client-cert-auth=false"),
        violations: ["spec.containers[1].command[1]: etcd does not require client certificates"],
      },
    ],
    compliant: [
      {
        title: "`--client-cert-auth=true`",
        pod: componentPod("etcd", "--client-cert-auth=true"),
      },
    ],
  },
};
