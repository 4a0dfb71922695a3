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
    "Unless `enableServiceLinks` is false, every container gets the addresses and ports of all services of its namespace as environment variables. Code that an attacker runs in it finds its next targets without a scan that somebody could see, and a service with an unlucky name changes the configuration of a program.",
  remediation: "Set `enableServiceLinks: false` on the pod; programs find services by DNS.",
  references: referencesTo({
    "mitre-attack": ["T1613", "T1046"],
    "ms-threat-matrix": ["MS-TA9031"],
  }),

  *evaluate({ spec }) {
    if (spec.enableServiceLinks === false) return;
    const path = ["spec", "enableServiceLinks"];
    yield {
      path,
      message: "pod has the addresses of all services of its namespace in its environment",
      fix: setting("may-break", path, spec.enableServiceLinks, false),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that does not say",
        pod: { spec: { containers: [{ name: "web" }, { name: "log" }] } },
        violations: [
          "spec.enableServiceLinks: pod has the addresses of all services of its namespace in its environment",
        ],
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
