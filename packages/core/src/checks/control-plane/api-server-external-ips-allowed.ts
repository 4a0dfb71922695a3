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
      : "lets Services take any external address",
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
    "Whoever may create a Service can give it any address in `externalIPs`, and the nodes then send traffic for that address to it (CVE-2020-8554): an attacker in one namespace answers for servers outside and for other tenants. The admission plug-in DenyServiceExternalIPs refuses such Services.",
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
          "spec.containers[1].command[1]: kube-apiserver lets Services take any external address",
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
