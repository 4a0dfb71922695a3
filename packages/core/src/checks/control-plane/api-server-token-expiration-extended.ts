import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "service-account-extend-token-expiration";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" ? undefined : "extends the expiration of pods' tokens to a year",
  value: "false",
};

/** Reports a kube-apiserver that makes the tokens of pods good for a year. */
export const apiServerTokenExpirationExtended: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-token-expiration-extended",
  title: "Service account token expiration extended to a year",
  topic: "control-plane",
  severity: "low",
  description:
    "By default the API server makes the tokens that it issues to pods valid for a year instead of an hour, for the sake of clients that do not reload the token. A stolen token is valid as long.",
  remediation:
    "Set `--service-account-extend-token-expiration=false` once all programs reload their token.",
  references: referencesTo({ "cis-1.12": ["1.2.30"], "mitre-attack": ["T1528"] }),

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver extends the expiration of pods' tokens to a year",
        ],
      },
    ],
    compliant: [
      {
        title: "`--service-account-extend-token-expiration=false`",
        pod: componentPod("kube-apiserver", "--service-account-extend-token-expiration=false"),
      },
    ],
  },
};
