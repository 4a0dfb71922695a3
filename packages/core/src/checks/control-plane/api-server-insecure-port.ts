import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "insecure-port";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf, minor }) => {
    const port = valueOf(FLAG) ?? (minor !== undefined && minor < 20 ? "8080" : "0");
    return port === "0" ? undefined : `serves without TLS and authentication on port ${port}`;
  },
  value: "0",
};

/** Reports a kube-apiserver that serves without TLS and authentication on port 80. */
export const apiServerInsecurePort: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-insecure-port",
  title: "Insecure port on the API server",
  topic: "control-plane",
  severity: "critical",
  description:
    "Requests to the insecure port are neither encrypted nor authenticated, and all of them are allowed: any process on the node, and any pod on the host network, is cluster-admin. Versions before v1.20 open port 8080 by default.",
  remediation: "Set `--insecure-port=0`, and upgrade: later versions do not have the port.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["checkov:ApiServerInsecurePort", "checkov:CKV_K8S_88", "kubescape:C-0005"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--insecure-port=80`",
        pod: componentPod("kube-apiserver", "--insecure-port=80"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver serves without TLS and authentication on port 80",
        ],
      },
    ],
    compliant: [
      {
        title: "`--insecure-port=0`",
        pod: componentPod("kube-apiserver", "--insecure-port=0"),
      },
    ],
  },
};
