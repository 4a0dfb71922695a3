import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "requestheader-client-ca-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) !== undefined &&
    valueOf(FLAG) === valueOf("client-ca-file") &&
    valueOf("requestheader-allowed-names") === undefined
      ? "believes the headers of a front proxy from everybody with a client certificate"
      : undefined,
};

/** Reports a kube-apiserver that lets its clients say who they are. */
export const apiServerFrontProxyCaShared: PodCheck = {
  on: "pod",
  id: "api-server-front-proxy-ca-shared",
  title: "Front proxy's authority shared with clients",
  topic: "control-plane",
  severity: "critical",
  description:
    "Whoever shows a certificate of the authority in `--requestheader-client-ca-file` may say in headers who asks. Where that is the authority of all clients and `--requestheader-allowed-names` is empty, every owner of a client certificate, every kubelet among them, may say to be of `system:masters`. An API server of 1.36 does not start so, where the two files share a certificate.",
  remediation:
    "Give the front proxy an authority of its own in `--requestheader-client-ca-file`, and name its certificate in `--requestheader-allowed-names`.",
  references: referencesTo({ "mitre-attack": ["T1078"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "one authority for both, and no names",
        pod: componentPod(
          "kube-apiserver",
          "--client-ca-file=/pki/ca.crt",
          "--requestheader-client-ca-file=/pki/ca.crt",
        ),
        violations: [
          "spec.containers[1].command[2]: kube-apiserver believes the headers of a front proxy from everybody with a client certificate",
        ],
      },
    ],
    compliant: [
      {
        title: "an authority of its own",
        pod: componentPod(
          "kube-apiserver",
          "--client-ca-file=/pki/ca.crt",
          "--requestheader-client-ca-file=/pki/front-proxy-ca.crt",
        ),
      },
      {
        title: "the name of the one certificate that counts",
        pod: componentPod(
          "kube-apiserver",
          "--client-ca-file=/pki/ca.crt",
          "--requestheader-client-ca-file=/pki/ca.crt",
          "--requestheader-allowed-names=front-proxy-client",
        ),
      },
    ],
  },
};
