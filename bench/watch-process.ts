/** Scans 10,000 Deployments, then changes one after another and follows; prints the seconds of the scan and of each change. */

import { builtInChecks } from "@watertight/core/checks";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { scanContinuously } from "@watertight/core/scan";
import type { SourceObject } from "@watertight/core/snapshot";
import { parseDocument } from "@watertight/manifests";
import { generateBareDeployments } from "./cluster.ts";

const COUNT = 10_000;
const CHANGES = 60;

const objects = generateBareDeployments(COUNT)
  .split("---\n")
  // A door: the generator writes Kubernetes objects.
  .map((text) => parseDocument(text).values[0]?.value as KubernetesObject);

let start = performance.now();
const continuous = scanContinuously(
  {
    objects: objects.map(sourceOf),
    coverage: { files: 0, documents: COUNT, objects: COUNT, notExamined: [], unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "observed" },
      wholeCluster: { value: true, known: "observed" },
    },
    sourceOf: () => undefined,
  },
  builtInChecks(),
);
const scan = (performance.now() - start) / 1000;
const findings = continuous.findings().length;

/** What people change of a Deployment: the way in which each differs decides what rests on it. */
const EDITS: Readonly<Record<string, (container: JsonObject, round: number) => JsonObject>> = {
  image: (container, round) => ({ ...container, image: `registry.example.com/web:2.${round}` }),
  environment: (container, round) => ({
    ...container,
    env: [{ name: "LEVEL", value: `v${round}` }],
  }),
  resources: (container) => ({ ...container, resources: { limits: { memory: "64Mi" } } }),
  privileged: (container) => ({ ...container, securityContext: { privileged: true } }),
  probe: (container) => ({ ...container, livenessProbe: { tcpSocket: { port: 80 } } }),
};
const changes = Array.from({ length: CHANGES }, (_, round) => {
  const names = [...Object.keys(EDITS), "labels"];
  const name = names[round % names.length] ?? "";
  const at = (round * 163) % COUNT;
  const object = objects[at] ?? { apiVersion: "", kind: "" };
  const edit = EDITS[name];
  const changed = edit
    ? edited(object, (container) => edit(container, round))
    : labelled(object, round);
  start = performance.now();
  const told = continuous.apply({ put: [sourceOf(changed)], removed: [] });
  const seconds = (performance.now() - start) / 1000;
  objects[at] = changed;
  return { name, seconds, told: told.appeared.length + told.gone.length + told.changed.length };
});
console.log(JSON.stringify({ scan, findings, changes }));

/** A label decides which policies and Services concern a pod: that rests on all pods. */
function labelled(object: KubernetesObject, round: number): KubernetesObject {
  // A door: the generator writes Deployments with labels.
  const copy = structuredClone(object) as unknown as {
    spec: { template: { metadata: { labels: Record<string, string> } } };
  };
  copy.spec.template.metadata.labels["round"] = String(round);
  return copy as unknown as KubernetesObject;
}

function edited(
  object: KubernetesObject,
  edit: (container: JsonObject) => JsonObject,
): KubernetesObject {
  // A door: the generator writes Deployments with containers.
  const copy = structuredClone(object) as unknown as {
    spec: { template: { spec: { containers: JsonObject[] } } };
  };
  const { spec } = copy.spec.template;
  spec.containers = spec.containers.map(edit);
  return copy as unknown as KubernetesObject;
}

function sourceOf(object: KubernetesObject): SourceObject {
  return { object, origin: { from: "server", server: "https://example", resourceVersion: "" } };
}
