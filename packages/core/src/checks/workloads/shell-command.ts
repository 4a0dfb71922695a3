import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { referencesTo } from "../writing/references.ts";

const SHELLS: ReadonlySet<string> = new Set([
  ...["ash", "bash", "csh", "dash", "fish", "ksh", "sh", "tcsh", "zsh"],
  ...["cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe"],
]);

/** No container is a shell that waits for somebody; one that runs a script is a program like any other. */
export const shellCommand: PodCheck = {
  on: "pod",
  id: "shell-command",
  title: "Shell as the container command",
  topic: "workloads",
  severity: "info",
  description:
    "A container whose whole command is a shell serves interactive use, or is left over from debugging. It gives an attacker a foothold in the cluster, with the pod's service account and network.",
  remediation:
    "Remove the container, and debug with ephemeral containers (`kubectl debug`). Set `command` to the program of the workload.",
  references: referencesTo({
    "mitre-attack": ["T1059.004", "T1609"],
    "ms-threat-matrix": ["MS-TA9007"],
  }),

  *evaluate(pod) {
    for (const { container, path, label } of podContainersOf(pod)) {
      const [program = "", ...rest] = [...(container.command ?? []), ...(container.args ?? [])];
      const name = program.slice(program.lastIndexOf("/") + 1).toLowerCase();
      if (!SHELLS.has(name) || !rest.every((word) => /^(?:-[il]+|--login)$/.test(word))) continue;
      yield {
        path: [...path, container.command?.[0] === undefined ? "args" : "command"],
        message: `${label} is the shell ${name} and nothing else`,
        container: container.name,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a shell to enter, and not one that runs a script",
        pod: {
          spec: {
            containers: [
              { name: "web", command: ["/bin/sh", "-c", "exec serve"] },
              { name: "debug", command: ["/bin/bash", "-l"] },
            ],
          },
        },
        violations: [
          'spec.containers[1].command: container "debug" is the shell bash and nothing else',
        ],
      },
    ],
    compliant: [
      {
        title: "a script of the image",
        pod: { spec: { containers: [{ name: "web", command: ["bash", "/entrypoint.sh"] }] } },
      },
    ],
  },
};
