import type { PodCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod has the services of its namespace in its environment. */
export const serviceLinksEnabled: PodCheck = {
  on: "pod",
  id: "service-links-enabled",
  title: "Service environment variables injected",
  topic: "workloads",
  severity: "info",
  description:
    "Unless `enableServiceLinks` is false, every container gets the addresses and ports of all Services of its namespace as environment variables. Code that an attacker runs in it finds its next targets without a network scan, and the variables of a Service can override a program's configuration by accident.",
  remediation: "Set `enableServiceLinks: false` on the pod; programs find Services by DNS.",
  references: referencesTo({
    "mitre-attack": ["T1613", "T1046"],
    "ms-threat-matrix": ["MS-TA9031"],
  }),

  *evaluate({ spec }) {
    if (spec.enableServiceLinks === false) return;
    const path = ["spec", "enableServiceLinks"];
    yield {
      path,
      message: "enableServiceLinks is not false",
      fix: setting("may-break", path, spec.enableServiceLinks, false),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that does not say",
        pod: { spec: { containers: [{ name: "web" }, { name: "log" }] } },
        violations: ["spec.enableServiceLinks: enableServiceLinks is not false"],
      },
    ],
    compliant: [
      {
        title: "a pod that says false",
        pod: { spec: { enableServiceLinks: false, containers: [{ name: "web" }] } },
      },
    ],
  },
};
