import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "service-account-lookup";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf, minor }) => {
    const lookup = valueOf(FLAG) ?? (minor !== undefined && minor < 7 ? "false" : "true");
    return lookup === "false" ? "accepts tokens of deleted service accounts" : undefined;
  },
  value: "true",
};

/** Reports a kube-apiserver that takes tokens of service accounts that are gone. */
export const apiServerServiceAccountLookupOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-service-account-lookup-off",
  title: "Service account token lookup disabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without the lookup the API server accepts a service account token as long as its signature is valid, even after the account or its Secret was deleted. Versions before v1.7 do not look it up by default.",
  remediation: "Remove `--service-account-lookup=false`.",
  references: referencesTo({ "cis-1.12": ["1.2.21"], "mitre-attack": ["T1528"] }),
  aliases: [
    "checkov:ApiServerServiceAccountLookup",
    "checkov:CKV_K8S_96",
    "kubescape:C-0135",
    "trivy:KCV-0024",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--service-account-lookup=false`",
        pod: componentPod("kube-apiserver", "--service-account-lookup=false"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver accepts tokens of deleted service accounts",
        ],
      },
    ],
    compliant: [
      {
        title: "`--service-account-lookup=true`",
        pod: componentPod("kube-apiserver", "--service-account-lookup=true"),
      },
    ],
  },
};
