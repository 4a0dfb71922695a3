import type { SecurityContext } from "../../kubernetes/api/types.ts";
import { capabilityName, drops, isPrefixed } from "../../node-escape/capabilities.ts";
import { BASELINE_CAPABILITIES } from "../../pod-security/checks/capabilities-baseline.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Names of capabilities mean the same to every container runtime and to Pod Security, where that makes a difference. */
export const capabilityNameInexact: PodCheck = {
  on: "pod",
  id: "capability-name-inexact",
  title: "Capability name not in canonical form",
  topic: "pod-security",
  severity: "low",
  description:
    "Container runtimes ignore the case of a capability's name, Pod Security does not: a namespace at the restricted level rejects a pod with `drop: [all]`, and one at the baseline level a pod with `add: [chown]`, both of which it admits as `ALL` and `CHOWN`. CRI-O and Docker accept the prefix `CAP_`, containerd does not and drops nothing for `drop: [CAP_NET_RAW]`.",
  remediation: "Write the name in capitals and without the prefix `CAP_`.",
  references: referencesTo({
    "pss-baseline": ["Capabilities"],
    "pss-restricted": ["Capabilities"],
  }),
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      for (const { list, index, text, reader } of misreadIn(security)) {
        const path = [...securityPath, "capabilities", list, index];
        const name = capabilityName(text);
        yield {
          path,
          message: `${label} ${VERBS[list]} capability ${text}, which ${reader} does not read as ${name}`,
          container: container.name,
          // With the prefix gone, every runtime does what only some did.
          fix: replacing(isPrefixed(text) ? "may-break" : "safe", path, name),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "names in small letters, which runtimes read and Pod Security does not",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { drop: ["ALL"] } } },
              {
                name: "mail",
                securityContext: {
                  capabilities: { drop: ["all"], add: ["net_bind_service", "KILL"] },
                },
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.capabilities.add[0]: container "mail" adds capability net_bind_service, which Pod Security does not read as NET_BIND_SERVICE',
          'spec.containers[1].securityContext.capabilities.drop[0]: container "mail" drops capability all, which Pod Security does not read as ALL',
        ],
      },
      {
        title: "a prefix that containerd does not know",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                securityContext: { capabilities: { drop: ["CAP_NET_RAW", "kill"] } },
              },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.capabilities.drop[0]: container "web" drops capability CAP_NET_RAW, which containerd does not read as NET_RAW',
        ],
      },
    ],
    compliant: [
      {
        title: "exact names, beside which others add nothing",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                securityContext: { capabilities: { drop: ["ALL", "cap_kill"], add: ["CHOWN"] } },
              },
            ],
          },
        },
      },
      {
        title:
          "a capability that Pod Security refuses however it is spelled, which dangerous-capability reports",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { add: ["sys_admin"] } } },
            ],
          },
        },
      },
      {
        title: "a Windows pod",
        pod: {
          spec: {
            os: { name: "windows" },
            containers: [{ name: "web", securityContext: { capabilities: { drop: ["all"] } } }],
          },
        },
      },
    ],
  },
};

const VERBS = { add: "adds", drop: "drops" } as const;

interface Misread {
  readonly list: "add" | "drop";
  readonly index: number;
  readonly text: string;
  /** Who does not read the name as others do. */
  readonly reader: string;
}

function misreadIn({ capabilities }: SecurityContext): readonly Misread[] {
  const { add = [], drop = [] } = capabilities ?? {};
  return [
    ...misread("add", add, (text) => (isMisreadInAdd(text) ? "Pod Security" : undefined)),
    ...(drop.includes("ALL") ? [] : misread("drop", drop, (text) => misreaderOfDrop(text, drop))),
  ];
}

function misread(
  list: Misread["list"],
  texts: readonly string[],
  readerOf: (text: string) => string | undefined,
): readonly Misread[] {
  return texts.flatMap((text, index) => {
    const reader = readerOf(text);
    return reader === undefined ? [] : [{ list, index, text, reader }];
  });
}

// What Pod Security refuses however it is spelled is not misread.
function isMisreadInAdd(text: string): boolean {
  const name = capabilityName(text);
  return name !== text && BASELINE_CAPABILITIES.has(name);
}

function misreaderOfDrop(text: string, drop: readonly string[]): string | undefined {
  if (drops([text], "ALL")) return "Pod Security";
  return isPrefixed(text) && !drops(drop, "ALL") ? "containerd" : undefined;
}
