import type { Finding } from "@watertight/core/findings";
import {
  groupOf,
  type KubernetesObject,
  objectAt,
  stringifyJson,
} from "@watertight/core/kubernetes";
import {
  createSnapshot,
  isHarmless,
  type Snapshot,
  type SnapshotInput,
  type SourceObject,
} from "@watertight/core/snapshot";
import { createFindingText } from "@watertight/reports/json";
import type { FoundException, FoundFinding, FoundObject, Picture, Store } from "@watertight/store";
import type { View } from "./source.ts";

/** Findings as they are stored. */
export function* foundFindings(findings: Iterable<Finding>): Generator<FoundFinding> {
  const textOf = createFindingText();
  for (const finding of findings) {
    const { check, fingerprint, severity, object, message, exception } = finding;
    yield {
      ...{ check, fingerprint, severity, object, message, document: textOf(finding) },
      ...(exception && { exception: exceptionOf(exception) }),
    };
  }
}

function exceptionOf(exception: NonNullable<Finding["exception"]>): FoundException {
  const { source, reason, owner = "", until = "" } = exception;
  return { source, reason, owner, until };
}

/** An object as it is stored: without a Secret's values. */
export function foundObject({ object, origin }: SourceObject): FoundObject {
  const { apiVersion, kind } = object;
  const { namespace, name } = placeOf(object);
  return {
    reference: { apiVersion, kind, ...(namespace !== "" && { namespace }), name },
    body: stringifyJson(withoutValues(object)),
    origin: JSON.stringify(origin),
  };
}

function placeOf(object: KubernetesObject): { readonly namespace: string; readonly name: string } {
  const metadata = objectAt(object, "metadata");
  const { namespace, name, generateName } = metadata;
  return { namespace: textOr(namespace), name: textOr(name) || textOr(generateName) };
}

function textOr(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Annotations in which programs keep a copy of the whole object. */
const COPY = /last-applied|\/original$|\/applied$/;

function withoutValues(object: KubernetesObject): KubernetesObject {
  if (object.kind !== "Secret" || groupOf(object) !== "") return object;
  const { data, stringData, ...rest } = object;
  const metadata = objectAt(object, "metadata");
  const annotations = Object.entries(objectAt(metadata, "annotations"));
  return {
    ...rest,
    metadata: {
      ...metadata,
      annotations: Object.fromEntries(annotations.filter(([name]) => !COPY.test(name))),
    },
    ...(data !== undefined && { data: emptied(data) }),
    ...(stringData !== undefined && { stringData: emptied(stringData) }),
  };
}

/** The keys alone: engines ask for them. */
function emptied(values: unknown): Record<string, string> {
  const keys = typeof values === "object" && values !== null ? Object.keys(values) : [];
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

/** A view as one picture. */
export function pictureOf({ snapshot, findings }: View, place: string): Picture {
  const { coverage, assumptions, diagnostics } = snapshot;
  return {
    source: place,
    kubernetesVersion: assumptions.kubernetesVersion.value,
    facts: JSON.stringify({
      coverage,
      assumptions,
      diagnostics: diagnostics.slice(0, MOST_REMARKS),
    }),
    gaps: gapsOf(snapshot),
    objects: snapshot.objects.map(foundObject),
    findings: [...foundFindings(findings())],
  };
}

const MOST_REMARKS = 100;

/** What of a snapshot cannot be seen, each in a text that stays the same as long as that does. */
function gapsOf({ coverage, diagnostics }: Snapshot): readonly string[] {
  const parts = coverage.notExamined.filter((part) => !isHarmless(part));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const texts = [
    ...parts.map(({ kind, resource, file, reason }) =>
      resource === undefined ? `${file}: ${reason}` : `${kind} ${resource}: ${reason}`,
    ),
    ...errors.map(({ file, message }) => `${file}: ${message}`),
  ];
  return [...new Set(texts)].toSorted();
}

/** The snapshot of a cluster as it is stored; undefined where there is none. */
export async function storedSnapshot(store: Store, cluster: string): Promise<Snapshot | undefined> {
  const [known] = await store.clusters("all", cluster);
  if (!known || known.revision === 0) return undefined;
  const objects: SourceObject[] = [];
  for await (const { body, origin } of store.eachObject(cluster)) {
    // Doors: written by `foundObject`.
    const object = JSON.parse(body) as KubernetesObject;
    objects.push({ object, origin: JSON.parse(origin) as SourceObject["origin"] });
  }
  // A door: written by `pictureOf`.
  const facts = JSON.parse(known.facts) as Pick<
    SnapshotInput,
    "assumptions" | "coverage" | "diagnostics"
  >;
  return createSnapshot({ objects, ...facts, sourceOf: () => undefined });
}
