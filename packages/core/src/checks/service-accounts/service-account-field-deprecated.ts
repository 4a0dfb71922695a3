import type { PodCheck } from "../check.ts";

/** Pods name their account in `serviceAccountName` alone. */
export const serviceAccountFieldDeprecated: PodCheck = {
  on: "pod",
  id: "service-account-field-deprecated",
  title: "Deprecated field serviceAccount",
  topic: "service-accounts",
  severity: "info",
  description:
    "`serviceAccount` is the deprecated name of `serviceAccountName`, which takes precedence: where both differ, the pod runs as another account than a reader of the manifest, or a tool that reads only one of them, assumes.",
  remediation: "Set `serviceAccountName` and remove `serviceAccount`.",
  references: [],
  aliases: ["kube-linter:deprecated-service-account-field", "kubescape:C-0294"],

  *evaluate({ spec }) {
    const { serviceAccount, serviceAccountName } = spec;
    if (serviceAccount === undefined || serviceAccount === "") return;
    // The API server fills in both from one: what it gave out has two that are equal.
    if (serviceAccount === serviceAccountName) return;
    const path = ["spec", "serviceAccount"];
    const differs = serviceAccountName !== undefined && serviceAccountName !== "";
    yield {
      path,
      message: differs
        ? `serviceAccount is ${serviceAccount}, but serviceAccountName is ${serviceAccountName}, which takes precedence`
        : `service account ${serviceAccount} is named in the deprecated field serviceAccount`,
      ...(differs ? { severity: "low" as const } : {}),
      fix: {
        safety: "safe",
        edits: [
          { op: "remove", path },
          ...(differs
            ? []
            : [
                {
                  op: "add" as const,
                  path: ["spec", "serviceAccountName"],
                  value: serviceAccount,
                },
              ]),
        ],
      },
    };
  },

  examples: {
    violating: [
      {
        title: "the older field alone",
        pod: { spec: { serviceAccount: "web", containers: [{ name: "web" }] } },
        violations: [
          "spec.serviceAccount: service account web is named in the deprecated field serviceAccount",
        ],
      },
      {
        title: "two different names",
        pod: {
          spec: {
            serviceAccount: "admin",
            serviceAccountName: "web",
            containers: [{ name: "web" }],
          },
        },
        violations: [
          "spec.serviceAccount: serviceAccount is admin, but serviceAccountName is web, which takes precedence",
        ],
      },
    ],
    compliant: [
      {
        title: "the newer field, alone or with an equal older one",
        pod: {
          spec: { serviceAccount: "web", serviceAccountName: "web", containers: [{ name: "web" }] },
        },
      },
    ],
  },
};
