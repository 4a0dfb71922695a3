import type { PodCheck } from "../check.ts";
import { commandWordsOf, podContainersOf } from "../facts/pod-containers.ts";
import { referencesTo } from "../writing/references.ts";

const SUDO = /(?:^|[\s;&|(/])sudo(?:\s|$)/;

/** No container starts through `sudo`. */
export const sudoInCommand: PodCheck = {
  on: "pod",
  id: "sudo-in-command",
  title: "Use of sudo in the container command",
  topic: "workloads",
  severity: "medium",
  description:
    "A container that starts through `sudo` has a set-user-ID program and sudo rules in its image that make an unprivileged user root. An attacker in the container can use them the same way, in spite of `runAsUser` and `runAsNonRoot`.",
  remediation:
    "Remove `sudo` from the command and from the image, set the user in `runAsUser`, and set `allowPrivilegeEscalation: false`.",
  references: referencesTo({
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1548.003"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubescape:C-0062"],

  *evaluate(pod) {
    for (const { container, path, label } of podContainersOf(pod)) {
      for (const { field, index, word } of commandWordsOf(container)) {
        if (!SUDO.test(word)) continue;
        yield {
          path: [...path, field, index],
          message: `${label} calls sudo in its ${field}`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "as the command, by its path and in a script, and not a word that only ends alike",
        pod: {
          spec: {
            containers: [
              { name: "web", command: ["/usr/bin/sudo", "-u", "web", "serve"] },
              { name: "job", command: ["sh", "-c"], args: ["cd /data && sudo chown -R 1 ."] },
              { name: "log", command: ["pseudo", "--sudoers=/dev/null"] },
            ],
          },
        },
        violations: [
          'spec.containers[0].command[0]: container "web" calls sudo in its command',
          'spec.containers[1].args[0]: container "job" calls sudo in its args',
        ],
      },
    ],
    compliant: [
      {
        title: "a command without it",
        pod: { spec: { containers: [{ name: "web", command: ["serve"] }] } },
      },
    ],
  },
};
