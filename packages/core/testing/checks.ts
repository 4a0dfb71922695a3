import type {
  ExampleAssumptions,
  ExampleDocument,
  ObjectCheck,
  ObjectsExample,
  PodCheck,
  PodExample,
  PodSurroundings,
} from "../src/checks/check.ts";
import { cloudFactsOf } from "../src/cloud/index.ts";
import { createCluster } from "../src/cluster/cluster.ts";
import type { Violation } from "../src/findings/finding.ts";
import { formatFieldPath } from "../src/kubernetes/field-path.ts";
import type { KubernetesObject } from "../src/kubernetes/object.ts";
import type { PodTemplate } from "../src/kubernetes/pod-template.ts";
import { pipelineFactsOf } from "../src/pipelines/index.ts";
import { speaksOf } from "../src/scan/routes.ts";
import type { FactDocument } from "../src/snapshot/facts.ts";
import { fieldText, type Snapshot } from "../src/snapshot/snapshot.ts";
import { type CveJudge, createCveJudge } from "../src/versions/cves/judge.ts";
import { snapshotOf } from "./snapshot.ts";

let judge: CveJudge | undefined;

/** What an object check says of a snapshot, as its examples write it. */
export function evaluateAll(check: ObjectCheck, snapshot: Snapshot): string[] {
  const cluster = createCluster(snapshot, { knownCves: (judge ??= createCveJudge()) });
  const shown = snapshot.objects.filter((entry) => speaksOf(check, entry));
  return shown.flatMap((entry) =>
    Array.from(
      check.evaluate(entry, cluster),
      ({ path, message }) =>
        `${entry.reference.kind}/${entry.reference.name} ${fieldText(entry, path)}: ${message}`,
    ),
  );
}

/** The snapshot of an example, with the facts of its documents. */
export function exampleSnapshot({
  objects,
  documents = [],
  assumptions,
}: Pick<ObjectsExample, "objects" | "documents" | "assumptions">): Snapshot {
  const snapshot = snapshotOf(objects, assumptions);
  const read = documents.map(documentOf);
  const facts = [...cloudFactsOf(read, snapshot), ...pipelineFactsOf(read, snapshot)];
  return facts.length === 0 ? snapshot : snapshot.with({ added: facts });
}

function documentOf({ file, json }: ExampleDocument): FactDocument {
  const location = { file, line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  return {
    value: json,
    origin: { from: "file", file, document: 1, line: 1 },
    locate: () => location,
  };
}

/** A violation as the examples write it. */
export function print({ path, message }: Violation): string {
  return `${formatFieldPath(path)}: ${message}`;
}

/** What a pod check says of the pod of an example, among other objects. */
export function evaluatePod(
  check: PodCheck,
  { pod, objects = [], assumptions }: Omit<PodExample, "title">,
): Violation[] {
  return Array.from(check.evaluate(templateOf(pod), surroundingsOf(pod, objects, assumptions)));
}

function templateOf({ metadata, spec }: PodExample["pod"]): PodTemplate {
  const { labels = {}, annotations = {} } = metadata ?? {};
  return { path: [], metadata: { labels, annotations }, spec };
}

/** A snapshot of the pod and what else there is. */
export function surroundingsOf(
  { metadata, spec }: PodExample["pod"],
  others: readonly KubernetesObject[],
  assumptions: ExampleAssumptions = {},
): PodSurroundings {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "example", ...metadata },
    spec,
  } as unknown as KubernetesObject;
  const snapshot = snapshotOf([pod, ...others], assumptions);
  const [object] = snapshot.objects;
  if (!object) throw new Error("The snapshot lost the pod.");
  return { cluster: createCluster(snapshot), object };
}
