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
    valueOf(FLAG) === "true" ? undefined : "does not ask its clients for certificates",
  value: "true",
};

/** Reports a etcd that does not ask its clients for certificates. */
export const etcdClientCertificateNotRequired: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-client-certificate-not-required",
  title: "etcd without client certificate authentication",
  topic: "control-plane",
  severity: "critical",
  description:
    "Without `--client-cert-auth` etcd answers everybody who reaches its port. Who reads it has every Secret, who writes it is the administrator of the cluster. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and nothing but its file where `--config-file` is given, which is not judged here.",
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
        violations: [
          "spec.containers[1].command[1]: etcd does not ask its clients for certificates",
        ],
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
