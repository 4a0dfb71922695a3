import type { ObjectCheck } from "../check.ts";
import { formatsOf, tellingSecrets } from "../facts/found-secrets.ts";
import { commandTextsOf } from "../facts/written-texts.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No command line of a container holds what looks like a secret. */
export function secretInCommand(parameters: Pick<CheckParameters, "secretPatterns">): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    kinds: ["workloads"],
    id: "secret-in-command",
    title: "Hard-coded credential on the command line",
    topic: "secrets",
    severity: "high",
    description:
      "A command line is shown to whoever may read pods, to every process of the container and in the process list of the node, and it ends up in logs. Known forms of credentials are found, and options and variables whose names claim a secret. The value is never printed.",
    remediation:
      "Rotate the credential, which is known to whoever read the manifest. Put the new one into a Secret, mount it and pass the program the file's path.",
    references: referencesTo({
      "cis-1.12": ["5.4.1"],
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),

    evaluate: tellingSecrets(
      ({ podTemplates }) => podTemplates.flatMap((template) => [...commandTextsOf(template)]),
      formats,
    ),

    examples: {
      violating: [
        {
          title: "options with a password, in one of two containers",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: {
                containers: [
                  { name: "log", args: ["--level", "info"] },
                  {
                    name: "web",
                    command: ["web", "--db-password=hunter2"],
                    args: ["--admin-password", "hunter3"],
                  },
                ],
              },
            },
          ],
          violations: [
            'Pod/web spec.containers[1].command[1]: container "web": command assigns what looks like a password or key to db-password',
            'Pod/web spec.containers[1].args[1]: container "web": args holds what looks like a password or key',
          ],
        },
      ],
      compliant: [
        {
          title: "options that name a file or a variable",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: {
                containers: [
                  {
                    name: "web",
                    args: [
                      "--password-file=/run/secrets/db",
                      "--password=$(DB_PASSWORD)",
                      "--token",
                      "--verbose",
                    ],
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  };
}
