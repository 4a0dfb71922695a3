import { hasNoCapabilities } from "../../kubernetes/security-context.ts";
import { drops } from "../../node-escape/capabilities.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every container drops all capabilities, in whatever case; Windows pods need not. How Pod Security wants it spelled is `capability-name-inexact`. */
export const capabilitiesNotDropped: PodCheck = {
  on: "pod",
  id: "capabilities-not-dropped",
  title: "Capabilities not dropped",
  topic: "pod-security",
  severity: "medium",
  description:
    "Without `drop: [ALL]` a container keeps about a dozen capabilities that hardly any program needs: an attacker who becomes root in it bypasses file permissions, switches users and, with some runtimes, forges packets.",
  remediation: "Set `capabilities.drop: [ALL]` and add back only what the program needs.",
  references: referencesTo({
    "pss-restricted": ["Capabilities"],
    "cis-1.12": ["5.2.9"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1068"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_37",
    "checkov:MinimizeCapabilities",
    "kubesec:CapDropAll",
    "kubesec:CapDropAny",
    "polaris:insecureCapabilities",
    "trivy:KSV-0003",
    "trivy:KSV-0004",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const drop = security.capabilities?.drop;
      if (drops(drop, "ALL")) continue;
      const path = [...securityPath, "capabilities", "drop"];
      yield {
        path,
        message: `${label} does not drop all capabilities`,
        container: container.name,
        fix: setting(hasNoCapabilities(security, pod.spec) ? "safe" : "may-break", path, drop, [
          "ALL",
        ]),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "containers that drop nothing or only some",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "api", securityContext: { capabilities: { drop: ["ALL"] } } },
              { name: "log", securityContext: { capabilities: { drop: ["NET_RAW"] } } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.capabilities.drop: container "web" does not drop all capabilities',
          'spec.containers[2].securityContext.capabilities.drop: container "log" does not drop all capabilities',
        ],
      },
    ],
    compliant: [
      {
        title: "containers that drop all, in any case, as container runtimes read it",
        pod: {
          spec: {
            containers: [
              { name: "log", securityContext: { capabilities: { drop: ["all"] } } },
              {
                name: "web",
                securityContext: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
              },
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
