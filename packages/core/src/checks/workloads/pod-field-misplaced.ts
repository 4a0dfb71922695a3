import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject } from "../../kubernetes/json.ts";
import { listAt, valueAtPath } from "../../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

const GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);
const OF_PODS = [
  "automountServiceAccountToken",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostUsers",
  "runtimeClassName",
  "securityContext",
  "serviceAccountName",
  "shareProcessNamespace",
] as const;
const OF_CONTAINERS_ONLY = [
  "allowPrivilegeEscalation",
  "capabilities",
  "privileged",
  "procMount",
  "readOnlyRootFilesystem",
] as const;
const OF_CONTEXTS = [
  "appArmorProfile",
  "runAsGroup",
  "runAsNonRoot",
  "runAsUser",
  "seLinuxOptions",
  "seccompProfile",
  ...OF_CONTAINERS_ONLY,
] as const;
const OF_PODS_ONLY = ["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "sysctls"] as const;
const OUTSIDE = "is outside of a securityContext and has no effect";
const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** Settings that decide about security stand where Kubernetes reads them: in the pod template, the right security context. */
export const podFieldMisplaced: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pod-field-misplaced",
  title: "Security setting in a place without effect",
  topic: "workloads",
  severity: "medium",
  description:
    "The API server drops a field that it does not know in that place, unless strict field validation is requested. `readOnlyRootFilesystem` in the pod's security context, or `securityContext` beside the template instead of in it, looks like a protection and has no effect; a misplaced `hostPID` takes effect as soon as an edit moves it.",
  remediation:
    "Move the field: settings of the pod to the `spec` of the template, settings of a container to its `securityContext`.",
  references: referencesTo({ "nsa-1.2": ["Pod security enforcement"], "nist-800-190": ["3.4.3"] }),
  aliases: [
    "datree:26",
    "datree:28",
    "datree:CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE",
    "datree:CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE",
  ],

  *evaluate({ object, podTemplates }) {
    if (!GROUPS.has(groupOf(object))) return;
    for (const template of podTemplates) {
      yield* besideTemplate(object, template);
      yield* ofPod(object, template.path);
      for (const list of CONTAINER_LISTS)
        yield* ofContainers(object, [...template.path, "spec", list]);
    }
  },

  examples: {
    violating: [
      {
        title:
          "settings beside the template, of a container in the pod and of the pod in a container",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              hostPID: true,
              template: {
                securityContext: { runAsNonRoot: true },
                spec: {
                  runAsNonRoot: true,
                  securityContext: { readOnlyRootFilesystem: true },
                  containers: [
                    { name: "web", privileged: false },
                    { name: "log", securityContext: { runAsUser: 10001, fsGroup: 10001 } },
                  ],
                },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.hostPID: hostPID is outside of the pod spec and has no effect",
          "Deployment/web spec.template.securityContext: securityContext is outside of the pod spec and has no effect",
          "Deployment/web spec.template.spec.runAsNonRoot: runAsNonRoot is outside of a securityContext and has no effect",
          "Deployment/web spec.template.spec.securityContext.readOnlyRootFilesystem: readOnlyRootFilesystem has no effect on a pod, only on a container",
          "Deployment/web spec.template.spec.containers[0].privileged: privileged is outside of a securityContext and has no effect",
          "Deployment/web spec.template.spec.containers[1].securityContext.fsGroup: fsGroup has no effect on a container, only on a pod",
        ],
      },
    ],
    compliant: [
      {
        title: "settings where they belong",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "report" },
            spec: {
              jobTemplate: {
                spec: {
                  template: {
                    spec: {
                      hostPID: false,
                      securityContext: { runAsNonRoot: true, fsGroup: 10001 },
                      containers: [
                        { name: "report", securityContext: { readOnlyRootFilesystem: true } },
                      ],
                    },
                  },
                },
              },
            },
          },
        ],
      },
    ],
  },
};

/** Every `spec` and `template` on the way to the pod. */
function* besideTemplate(object: KubernetesObject, { path }: PodTemplate): Generator<Violation> {
  for (const [index, segment] of path.entries()) {
    if (segment !== "spec" && segment !== "template") continue;
    const place = path.slice(0, index + 1);
    yield* reported(object, place, OF_PODS, "is outside of the pod spec and has no effect");
  }
}

function* ofPod(object: KubernetesObject, path: FieldPath): Generator<Violation> {
  const spec = [...path, "spec"];
  yield* reported(object, spec, OF_CONTEXTS, OUTSIDE);
  const misread = "has no effect on a pod, only on a container";
  yield* reported(object, [...spec, "securityContext"], OF_CONTAINERS_ONLY, misread);
}

function* ofContainers(object: KubernetesObject, list: FieldPath): Generator<Violation> {
  for (const index of listAt(valueAtPath(object, list)).keys()) {
    const container = [...list, index];
    yield* reported(object, container, OF_CONTEXTS, OUTSIDE);
    const misread = "has no effect on a container, only on a pod";
    yield* reported(object, [...container, "securityContext"], OF_PODS_ONLY, misread);
  }
}

function* reported(
  object: KubernetesObject,
  place: FieldPath,
  fields: readonly string[],
  clause: string,
): Generator<Violation> {
  const value = valueAtPath(object, place);
  if (!isJsonObject(value)) return;
  for (const field of fields) {
    if (!Object.hasOwn(value, field)) continue;
    yield { path: [...place, field], message: `${field} ${clause}` };
  }
}
