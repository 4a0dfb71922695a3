import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "anonymous-auth";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" || valueOf("authentication-config") !== undefined
      ? undefined
      : "allows anonymous requests",
  value: "false",
};

/** Reports a kube-apiserver that answers anonymous requests. */
export const apiServerAnonymousRequests: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-anonymous-requests",
  title: "Anonymous authentication enabled on the API server",
  topic: "control-plane",
  severity: "medium",
  description:
    "Requests without credentials run as `system:anonymous`. Whatever a binding grants to that user or to `system:unauthenticated`, by mistake or by the defaults of an older version, everybody on the network has. Without the flag anonymous requests are allowed; a file of `--authentication-config` decides about them on its own and is not examined here.",
  remediation:
    "Set `--anonymous-auth=false`, or allow anonymous requests to the health endpoints only in the file of `--authentication-config`.",
  references: referencesTo({ "cis-1.12": ["1.2.1"], "mitre-attack": ["T1190", "T1078.001"] }),
  aliases: [
    "checkov:ApiServerAnonymousAuth",
    "checkov:CKV_K8S_68",
    "kubescape:C-0113",
    "trivy:KCV-0001",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--anonymous-auth=true`",
        pod: componentPod("kube-apiserver", "--anonymous-auth=true"),
        violations: ["spec.containers[1].command[1]: kube-apiserver allows anonymous requests"],
      },
    ],
    compliant: [
      {
        title: "`--anonymous-auth=false`",
        pod: componentPod("kube-apiserver", "--anonymous-auth=false"),
      },
    ],
  },
};
