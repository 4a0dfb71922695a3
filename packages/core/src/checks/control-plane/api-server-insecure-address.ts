import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "insecure-bind-address";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? undefined
      : "serves without TLS and authentication on an address of the network",
};

/** Reports a kube-apiserver that serves without TLS and authentication on an address of the network. */
export const apiServerInsecureAddress: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-insecure-address",
  title: "Insecure bind address on the API server",
  topic: "control-plane",
  severity: "critical",
  description:
    "Requests to the insecure port are neither encrypted nor authenticated, and all of them are allowed. With `--insecure-bind-address` that port is open beyond the node. Kubernetes removed the flag in v1.24.",
  remediation:
    "Remove `--insecure-bind-address`, and set `--insecure-port=0` where the version has it.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["checkov:ApiServerInsecureBindAddress", "checkov:CKV_K8S_86"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--insecure-bind-address=192.168.1.1`",
        pod: componentPod("kube-apiserver", "--insecure-bind-address=192.168.1.1"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver serves without TLS and authentication on an address of the network",
        ],
      },
    ],
    compliant: [
      {
        title: "`--bind-address=192.168.1.1`",
        pod: componentPod("kube-apiserver", "--bind-address=192.168.1.1"),
      },
    ],
  },
};
