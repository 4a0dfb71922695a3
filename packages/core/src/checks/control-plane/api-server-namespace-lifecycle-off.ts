import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "disable-admission-plugins";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ listOf }) =>
    listOf(FLAG).includes("NamespaceLifecycle")
      ? "disables the admission plugin NamespaceLifecycle"
      : undefined,
};

/** Reports a kube-apiserver that takes objects in namespaces that are gone. */
export const apiServerNamespaceLifecycleOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-namespace-lifecycle-off",
  title: "NamespaceLifecycle admission plugin disabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "The admission plugin NamespaceLifecycle rejects new objects in namespaces that do not exist or are being deleted, and the deletion of `default` and `kube-system`. Without it workloads go on running in namespaces that nobody manages any more.",
  remediation: "Remove `NamespaceLifecycle` from `--disable-admission-plugins`.",
  references: referencesTo({ "cis-1.12": ["1.2.13"], "mitre-attack": ["T1562"] }),
  aliases: [
    "checkov:ApiServerNamespaceLifecyclePlugin",
    "checkov:CKV_K8S_83",
    "kubescape:C-0126",
    "trivy:KCV-0015",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--disable-admission-plugins=NamespaceLifecycle`",
        pod: componentPod("kube-apiserver", "--disable-admission-plugins=NamespaceLifecycle"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver disables the admission plugin NamespaceLifecycle",
        ],
      },
    ],
    compliant: [
      {
        title: "`--disable-admission-plugins=DefaultStorageClass`",
        pod: componentPod("kube-apiserver", "--disable-admission-plugins=DefaultStorageClass"),
      },
    ],
  },
};
