import { capabilityName, drops } from "../../node-escape/capabilities.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container keeps NET_RAW by dropping neither it nor all; where it is added, `capabilities-added` says so. */
export const netRawKept: PodCheck = {
  on: "pod",
  id: "net-raw-kept",
  title: "Capability NET_RAW not dropped",
  topic: "pod-security",
  severity: "medium",
  description:
    "With NET_RAW, which runtimes such as containerd grant by default, a container can forge packets: it spoofs other addresses on the node's network, poses as the DNS server and reads what other pods send. `capabilities-not-dropped` asks for more: that all capabilities are dropped.",
  remediation: "Set `capabilities.drop` to `[ALL]`, or add `NET_RAW` to it.",
  references: referencesTo({
    "pss-restricted": ["Capabilities"],
    "cis-1.12": ["5.2.8"],
    "mitre-attack": ["T1557", "T1040"],
    "ms-threat-matrix": ["MS-TA9036"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_28",
    "checkov:DropCapabilities",
    "kube-linter:drop-net-raw-capability",
    "kubescape:C-0199",
  ],
  impliedBy: ["privileged-container", "capabilities-not-dropped"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const { drop, add = [] } = security.capabilities ?? {};
      if (drops(drop, "NET_RAW") || add.some(isNetRaw)) continue;
      const path = [...securityPath, "capabilities", "drop"];
      yield {
        path,
        message: `${label} keeps the capability NET_RAW`,
        container: container.name,
        fix: setting("may-break", path, drop, [...(drop ?? []), "NET_RAW"]),
      };
    }
  },

  examples: {
    violating: [
      {
        title:
          "containers that drop nothing, something else, or a name that containerd does not know",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "api", securityContext: { capabilities: { drop: ["NET_RAW"] } } },
              { name: "log", securityContext: { capabilities: { drop: ["KILL"] } } },
              { name: "job", securityContext: { capabilities: { drop: ["CAP_NET_RAW"] } } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.capabilities.drop: container "web" keeps the capability NET_RAW',
          'spec.containers[2].securityContext.capabilities.drop: container "log" keeps the capability NET_RAW',
          'spec.containers[3].securityContext.capabilities.drop: container "job" keeps the capability NET_RAW',
        ],
      },
    ],
    compliant: [
      {
        title: "all dropped, and NET_RAW added, which capabilities-added reports",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { drop: ["all"] } } },
              { name: "ping", securityContext: { capabilities: { add: ["CAP_NET_RAW"] } } },
            ],
          },
        },
      },
      {
        title: "a Windows pod",
        pod: { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

function isNetRaw(capability: string): boolean {
  const name = capabilityName(capability);
  return name === "NET_RAW" || name === "ALL";
}
