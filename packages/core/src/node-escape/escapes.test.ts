import fc from "fast-check";
import { expect, it, test } from "vitest";
import { escapesIn, escapingSpecs } from "../../testing/pods.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import { MITRE_ATTACK } from "../scan/frameworks/mitre-attack.ts";
import { escapesOf } from "./escapes.ts";
import { escapingPods } from "./escaping-pods.ts";

test("namespaces of the node are shared by all containers", () => {
  expect(escapesIn({ hostPID: true, hostNetwork: true, hostIPC: true, containers: [] })).toEqual([
    "spec.hostPID: sees the processes of its node: pods",
    "spec.hostNetwork: uses the network of its node: network",
    "spec.hostIPC: shares memory with its node: pods",
  ]);
});

test("techniques are those of the framework that findings are reported by", () => {
  const known = new Set(MITRE_ATTACK.controls.map(({ id }) => id));
  const named = escapingPods().flatMap((spec) =>
    escapesOf({ spec, path: [] }).flatMap(({ techniques }) => techniques),
  );
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

it("says the same of a pod and of the template of a workload, but for the path", () => {
  const metadata = { name: "p", namespace: "a" };
  fc.assert(
    fc.property(escapingSpecs, (spec) => {
      const template = { metadata: {}, spec };
      const pod = located({ apiVersion: "v1", kind: "Pod", metadata, spec });
      const lifted: [JsonObject, string][] = [
        [
          { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { template } },
          "spec.template.",
        ],
        [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata,
            spec: { jobTemplate: { spec: { template } } },
          },
          "spec.jobTemplate.spec.template.",
        ],
      ];
      for (const [object, prefix] of lifted) {
        const expected = pod.map(([path, rest]) => [prefix + path, rest]);
        expect(located(object as KubernetesObject)).toEqual(expected);
      }
    }),
  );
});

function located(object: KubernetesObject): [path: string, rest: object][] {
  const [template] = snapshotOf([object]).objects[0]?.podTemplates ?? [];
  if (!template) throw new Error("The object has no pod.");
  return escapesOf(template).map(({ path, ...rest }) => [
    formatFieldPath(locateInObject(template, path)),
    rest,
  ]);
}
