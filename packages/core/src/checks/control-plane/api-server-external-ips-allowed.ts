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
    enablesPlugin(flags, "DenyServiceExternalIPs")
      ? undefined
      : "does not enable the admission plugin DenyServiceExternalIPs",
};

/** Reports a kube-apiserver that lets Services take any external address. */
export const apiServerExternalIpsAllowed: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-external-ips-allowed",
  title: "DenyServiceExternalIPs admission plugin not enabled",
  topic: "control-plane",
  severity: "low",
  description:
    "Whoever may create a Service can set any address in `externalIPs`, and the nodes then send traffic for that address to the Service (CVE-2020-8554): an attacker in one namespace intercepts traffic to outside servers and to other tenants. The admission plugin DenyServiceExternalIPs rejects such Services.",
  remediation: "Add `DenyServiceExternalIPs` to `--enable-admission-plugins`.",
  references: referencesTo({ "cis-1.12": ["1.2.3"], "mitre-attack": ["T1557"] }),
  aliases: ["kubescape:C-0115", "trivy:KCV-0003"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not enable the admission plugin DenyServiceExternalIPs",
        ],
      },
    ],
    compliant: [
      {
        title: "`--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs`",
        pod: componentPod(
          "kube-apiserver",
          "--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs",
        ),
      },
    ],
  },
};
