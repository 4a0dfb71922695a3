import { podSecurityDefaultOf } from "../../cluster/pod-security-default.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Namespaces enforce the baseline or the restricted level of the Pod Security Standards. */
export const namespacePodSecurityLabelsMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-labels-missing",
  title: "Namespace without an enforced Pod Security level",
  topic: "namespaces",
  severity: "medium",
  description:
    "Unless the namespace enforces a Pod Security level, whoever may create pods in it can create a privileged one and control the node. The labels `warn` and `audit` reject nothing. A PodSecurityConfiguration in the input counts: its default enforces where there is no label, and the namespaces that it exempts are left out. System namespaces are left out: their components need more privileges.",
  remediation:
    "Set the label `pod-security.kubernetes.io/enforce: restricted`, or `baseline` where that breaks its pods.",
  references: referencesTo({
    "cis-1.12": ["5.2.1"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1610", "T1611"],
    "ms-threat-matrix": ["MS-TA9008"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "kubescape:C-0192",
    "kubescape:C-0193",
    "kubescape:C-0194",
    "kubescape:C-0195",
    "kubescape:C-0196",
    "kubescape:C-0202",
    "kubescape:C-0203",
    "kubescape:C-0204",
  ],

  *evaluate(entry, cluster) {
    if (!isUserNamespace(entry)) return;
    const { value, known } = cluster.snapshot.once(podSecurityDefaultOf);
    if (value.exemptions.namespaces.includes(entry.reference.name)) {
      const path = ["metadata", "name"];
      yield {
        path,
        message: "the API server's configuration exempts the namespace from Pod Security",
      };
      return;
    }
    const labels = stringMapOf(entry.object, "labels");
    const level = Object.hasOwn(labels, ENFORCE) ? labels[ENFORCE] : undefined;
    if (level === "baseline" || level === "restricted") return;
    // What the input shows to be the default enforces; what it may be elsewhere does not count.
    const isEnforced = known === "observed" && value.defaults.enforce.level !== "privileged";
    if (level === undefined && isEnforced) return;
    const path = ["metadata", "labels", ENFORCE];
    yield {
      path,
      message:
        level === undefined
          ? "namespace enforces no Pod Security level"
          : `namespace enforces Pod Security level "${level}"`,
      fix: setting("may-break", path, level, "baseline"),
    };
  },

  examples: {
    violating: [
      {
        title: "no level, and the level that forbids nothing",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/warn": "restricted" } },
          },
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "bank",
              labels: { "pod-security.kubernetes.io/enforce": "privileged" },
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/enforce]: namespace enforces no Pod Security level",
          'Namespace/bank metadata.labels[pod-security.kubernetes.io/enforce]: namespace enforces Pod Security level "privileged"',
        ],
      },
      {
        title: "a namespace that the API server's configuration exempts",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
          {
            apiVersion: "pod-security.admission.config.k8s.io/v1",
            kind: "PodSecurityConfiguration",
            defaults: { enforce: "baseline" },
            exemptions: { namespaces: ["shop"] },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: the API server's configuration exempts the namespace from Pod Security",
        ],
      },
    ],
    compliant: [
      {
        title: "no level, where the API server's configuration has one by default",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AdmissionConfiguration",
            plugins: [
              {
                name: "PodSecurity",
                configuration: {
                  apiVersion: "pod-security.admission.config.k8s.io/v1",
                  kind: "PodSecurityConfiguration",
                  defaults: { enforce: "baseline" },
                },
              },
            ],
          },
        ],
      },
      {
        title: "a level, and a namespace of Kubernetes",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } },
        ],
      },
    ],
  },
};
