import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";

/** A container sets each environment variable once. */
export const environmentVariableDuplicate: PodCheck = {
  on: "pod",
  id: "environment-variable-duplicate",
  title: "Duplicate environment variable",
  topic: "reliability",
  severity: "low",
  description:
    "The last one counts, so that whoever reads or changes the first one is wrong about the program's environment; tools that merge lists by name drop one of the two.",
  remediation: "Remove all but the last.",
  references: [],
  aliases: [
    "kube-linter:duplicate-env-var",
    "kube-score:environment-variable-key-duplication",
    "kubescape:C-0295",
  ],

  *evaluate(pod) {
    for (const { container, path, label } of podContainersOf(pod)) {
      const variables = container.env ?? [];
      const last = new Map(variables.map(({ name }, index) => [name, index]));
      for (const [index, { name }] of variables.entries()) {
        const counting = last.get(name);
        if (!name || counting === undefined || counting === index) continue;
        yield {
          path: [...path, "env", index],
          message: `${label}: variable ${name} is set again in env[${counting}], which counts`,
          container: container.name,
          fix: removing("may-break", [...path, "env", index]),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "one of two containers",
        pod: {
          spec: {
            containers: [
              { name: "log", env: [{ name: "LEVEL", value: "info" }] },
              {
                name: "web",
                env: [
                  { name: "MODE", value: "fast" },
                  { name: "LEVEL", value: "info" },
                  { name: "MODE", value: "safe" },
                ],
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].env[0]: container "web": variable MODE is set again in env[2], which counts',
        ],
      },
    ],
    compliant: [
      {
        title: "each once",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                env: [
                  { name: "MODE", value: "fast" },
                  { name: "LEVEL", value: "info" },
                ],
              },
            ],
          },
        },
      },
    ],
  },
};
