import type { PodCheck } from "../check.ts";
import { askingFlags, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "port";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf, minor }) => {
    if (minor === undefined || minor >= REMOVED_IN) return undefined;
    const port = valueOf(FLAG) ?? (minor < OFF_SINCE ? DEFAULT : "0");
    return port === "0" ? undefined : `serves without TLS on port ${port}`;
  },
  value: "0",
};

const DEFAULT = "10252";
/** From where on the default of the flag is 0, and the first version without it (CHANGELOG-1.22.md, CHANGELOG-1.24.md of Kubernetes). */
const OFF_SINCE = 22;
const REMOVED_IN = 24;

/** Reports a kube-controller-manager that answers without TLS. */
export const controllerManagerInsecurePort: PodCheck = {
  on: "pod",
  id: "controller-manager-insecure-port",
  title: "Controller manager has an insecure port",
  topic: "control-plane",
  severity: "medium",
  description:
    "On this port the controller manager answers without TLS and without asking who it is: metrics, profiles and the configuration in force. It is on by default before 1.22 and is gone since 1.24; of a component whose version the input does not show nothing is said.",
  remediation: "Set `--port=0`.",
  references: referencesTo({ "mitre-attack": ["T1046"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent in an old version",
        pod: {
          metadata: { namespace: "kube-system" },
          spec: {
            containers: [
              { name: "helper", image: "helper" },
              {
                name: "main",
                image: "registry.k8s.io/kube-controller-manager:v1.21.0",
                command: ["kube-controller-manager"],
              },
            ],
          },
        },
        violations: [
          "spec.containers[1].command: kube-controller-manager serves without TLS on port 10252",
        ],
      },
      {
        title: "a port",
        pod: {
          metadata: { namespace: "kube-system" },
          spec: {
            containers: [
              { name: "helper", image: "helper" },
              {
                name: "main",
                image: "registry.k8s.io/kube-controller-manager:v1.23.0",
                command: ["kube-controller-manager", "--port=8080"],
              },
            ],
          },
        },
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager serves without TLS on port 8080",
        ],
      },
    ],
    compliant: [
      {
        title: "a version without the flag",
        pod: {
          metadata: { namespace: "kube-system" },
          spec: {
            containers: [
              { name: "helper", image: "helper" },
              {
                name: "main",
                image: "registry.k8s.io/kube-controller-manager:v1.36.0",
                command: ["kube-controller-manager"],
              },
            ],
          },
        },
      },
      {
        title: "`--port=0`",
        pod: {
          metadata: { namespace: "kube-system" },
          spec: {
            containers: [
              { name: "helper", image: "helper" },
              {
                name: "main",
                image: "registry.k8s.io/kube-controller-manager:v1.21.0",
                command: ["kube-controller-manager", "--port=0"],
              },
            ],
          },
        },
      },
    ],
  },
};
