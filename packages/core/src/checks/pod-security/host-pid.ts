import type { Severity } from "../../findings/finding.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { escapesOf } from "../../node-escape/escapes.ts";
import type { PodCheck } from "../check.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod sets `hostPID`. */
export const hostPid: PodCheck = {
  on: "pod",
  id: "host-pid",
  title: "Host PID namespace shared",
  topic: "pod-security",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "With `hostPID` the pod sees every process of the node, reads their arguments and environment variables with the secrets in them, and can signal processes of the same user. Together with a privileged container or a capability such as SYS_PTRACE or SYS_ADMIN it can enter any process and control the node, and the finding is critical.",
  remediation: "Remove `hostPID`, or set it to `false`.",
  references: referencesTo({
    "pss-baseline": ["Host Namespaces"],
    "cis-1.12": ["5.2.3"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611", "T1057"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_17",
    "checkov:ShareHostPID",
    "datree:26",
    "datree:CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE",
    "kube-linter:host-pid",
    "kubescape:C-0038",
    "kubescape:C-0275",
    "kubesec:HostPID",
    "polaris:hostPIDSet",
    "trivy:KSV-0010",
  ],

  *evaluate(pod) {
    if (pod.spec.hostPID !== true) return;
    const path = ["spec", "hostPID"];
    yield {
      path,
      message: "pod shares the host's PID namespace",
      severity: severityOf(pod),
      fix: removing("may-break", path),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that asks for it",
        pod: { spec: { hostPID: true, containers: [{ name: "web" }] } },
        violations: ["spec.hostPID: pod shares the host's PID namespace"],
      },
    ],
    compliant: [
      { title: "a pod that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
      {
        title: "a pod that says false",
        pod: { spec: { hostPID: false, containers: [{ name: "web" }] } },
      },
    ],
  },
};

function severityOf(pod: PodTemplate): Severity {
  const enters = escapesOf(pod).some(
    ({ kind, gives }) => (kind === "privileged" || kind === "capability") && gives === "node",
  );
  return enters ? "critical" : "high";
}
