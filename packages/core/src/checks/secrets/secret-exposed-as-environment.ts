import type { PodCheck } from "../check.ts";
import { podReferencesOf } from "../facts/secrets-and-config-maps.ts";
import { referencesTo } from "../writing/references.ts";

/** Containers get Secrets as files, not as environment variables. */
export const secretExposedAsEnvironment: PodCheck = {
  on: "pod",
  id: "secret-exposed-as-environment",
  title: "Secret used as an environment variable",
  topic: "secrets",
  severity: "low",
  description:
    "Environment variables are inherited by child processes, visible in `/proc`, and written into crash reports and logs, and they keep the old value until the pod restarts. A mounted file avoids all of this. One finding a container, at its first variable from a Secret.",
  remediation: "Mount the Secret as a volume and have the program read the file.",
  references: referencesTo({
    "cis-1.12": ["5.4.1"],
    "nsa-1.2": ["Secrets"],
    "mitre-attack": ["T1552"],
    "ms-threat-matrix": ["MS-TA9027"],
  }),
  aliases: ["checkov:CKV_K8S_35", "kube-linter:read-secret-from-env-var", "kubescape:C-0207"],

  *evaluate(pod) {
    const seen = new Set<string>();
    for (const { kind, name, path, container, label } of podReferencesOf(pod)) {
      if (kind !== "Secret" || container === undefined) continue;
      // The container's own path tells two of the same name apart.
      const key = path.slice(0, 3).join("/");
      if (seen.has(key)) continue;
      seen.add(key);
      yield { path, message: `${label} gets Secret ${name} as environment`, container };
    }
  },

  examples: {
    violating: [
      {
        title: "two variables of one container, a file of the other",
        pod: {
          spec: {
            containers: [
              { name: "log", volumeMounts: [{ name: "db", mountPath: "/run/db" }] },
              {
                name: "web",
                env: [
                  { name: "HOST", value: "db" },
                  {
                    name: "PASSWORD",
                    valueFrom: { secretKeyRef: { name: "db", key: "password" } },
                  },
                ],
                envFrom: [{ secretRef: { name: "api" } }],
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].env[1].valueFrom.secretKeyRef: container "web" gets Secret db as environment',
        ],
      },
    ],
    compliant: [
      {
        title: "a mounted Secret and variables of a ConfigMap",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                envFrom: [{ configMapRef: { name: "web" } }],
                volumeMounts: [{ name: "db", mountPath: "/run/db" }],
              },
            ],
            volumes: [{ name: "db", secret: { secretName: "db" } }],
          },
        },
      },
    ],
  },
};
