import { stringMapOf } from "../../kubernetes/object.ts";
import { controllerReferenceOf } from "../../kubernetes/owners.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

// What the kubelet made of a file of its node, and what Helm runs once.
const ANNOTATIONS = ["kubernetes.io/config.mirror", "kubernetes.io/config.source", "helm.sh/hook"];

/** Every Pod belongs to a controller; static pods, the control plane's and Helm's hooks excepted. */
export const nakedPod: ObjectCheck = {
  on: "object",
  kinds: ["Pod"],
  id: "naked-pod",
  title: "Pod without a controller",
  topic: "workloads",
  severity: "low",
  description:
    "Nothing restarts such a pod elsewhere when its node fails or is drained, and nothing replaces it when its image is fixed: it keeps running what it was started with.",
  remediation: "Make it a Deployment, StatefulSet, DaemonSet or Job.",
  references: referencesTo({ "nist-800-190": ["3.4.5"] }),
  aliases: [
    "datree:25",
    "datree:K8S_INCORRECT_KIND_VALUE_POD",
    "kubescape:C-0073",
    "popeye:POP-208",
  ],

  *evaluate({ object }) {
    if (controllerReferenceOf(object)) return;
    const annotations = stringMapOf(object, "annotations");
    const isOfControlPlane = stringMapOf(object, "labels")["tier"] === "control-plane";
    if (isOfControlPlane || ANNOTATIONS.some((key) => Object.hasOwn(annotations, key))) return;
    yield { path: ["metadata", "ownerReferences"], message: "pod belongs to no controller" };
  },

  examples: {
    violating: [
      {
        title: "a Pod of its own, beside one of a controller",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: { containers: [{ name: "web" }, { name: "log" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "job-x7k2p",
              ownerReferences: [
                { apiVersion: "batch/v1", kind: "Job", name: "job", uid: "1", controller: true },
              ],
            },
            spec: { containers: [{ name: "job" }] },
          },
        ],
        violations: ["Pod/web metadata.ownerReferences: pod belongs to no controller"],
      },
    ],
    compliant: [
      {
        title: "the pod of a static manifest, as the API server shows it",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "proxy-node-1",
              annotations: { "kubernetes.io/config.mirror": "0c5f" },
            },
            spec: { containers: [{ name: "proxy" }] },
          },
        ],
      },
      {
        title: "a Deployment",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: { template: { spec: { containers: [{ name: "web" }] } } },
          },
        ],
      },
    ],
  },
};
