import { builtInChecks } from "../src/checks/index.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../src/kubernetes/json.ts";
import { objectAt } from "../src/kubernetes/json-fields.ts";
import { type KubernetesObject, namespaceOf, referenceOf } from "../src/kubernetes/object.ts";
import { apiResources } from "../src/kubernetes/resources.ts";
import type { ServerChanges } from "../src/snapshot/followed.ts";
import type { SnapshotInput, SourceObject } from "../src/snapshot/snapshot.ts";
import { examinedApiVersionOf } from "../src/versions/meant-api.ts";
import { below, pick } from "./seeded.ts";

type Random = () => number;

/** A cluster that changes at random, as an API server shows it. */
export interface ChangingCluster {
  /** As it is now. */
  readonly input: () => SnapshotInput;
  /** Puts, changes or removes some objects and tells which. */
  readonly change: () => ServerChanges;
}

const NAMESPACES = ["shop", "bank", "kube-system"];
const NAMES = ["web", "api", "ledger", "default"];

/**
 * Its objects are those of the checks' examples, so that each check has something to say, under a few names in a few namespaces, so that
 * they have to do with each other. They change as a whole, or by a part that another object of their kind has.
 */
export function createChangingCluster(random: Random, size: number): ChangingCluster {
  const pool = exampleObjects();
  const byKind = new Map<string, KubernetesObject[]>();
  for (const object of pool) {
    const list = byKind.get(kindOf(object));
    if (list) list.push(object);
    else byKind.set(kindOf(object), [object]);
  }
  const objects = new Map<string, KubernetesObject>();
  const put = (object: KubernetesObject): SourceObject => {
    objects.set(keyOf(object), object);
    return sourceOf(object);
  };
  const anew = (): SourceObject => put(renamed(pick(random, pool), random));
  const grafted = (): SourceObject => {
    const object = pick(random, [...objects.values()]);
    const other = pick(random, byKind.get(kindOf(object)) ?? [object]);
    const metadata = objectAt(object, "metadata");
    const mixed = graft(object, other, random);
    if (!isJsonObject(mixed)) return anew();
    const others = { ...objectAt(other, "metadata"), ...nameIn(metadata) };
    return put({ ...object, ...mixed, metadata: random() < 0.5 ? metadata : others });
  };
  const remove = (): ServerChanges => {
    const object = pick(random, [...objects.values()]);
    objects.delete(keyOf(object));
    return { put: [], removed: [referenceOf(object)] };
  };
  for (let index = 0; index < size; index++) anew();
  return {
    input: () => inputOf([...objects.values()]),
    change: () => {
      const roll = random();
      if (roll < 0.15) return remove();
      return { put: [roll < 0.35 ? anew() : grafted()], removed: [] };
    },
  };
}

function inputOf(objects: readonly KubernetesObject[]): SnapshotInput {
  return {
    objects: objects.map(sourceOf),
    coverage: {
      ...{ files: 0, documents: objects.length, objects: objects.length },
      ...{ notExamined: [], unknownKinds: [] },
    },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "observed" },
      wholeCluster: { value: true, known: "observed" },
    },
    sourceOf: () => undefined,
  };
}

function sourceOf(object: KubernetesObject): SourceObject {
  return { object, origin: { from: "server", server: "https://example", resourceVersion: "" } };
}

/** The objects of all examples that an API server can hold. */
function exampleObjects(): readonly KubernetesObject[] {
  return builtInChecks().flatMap((check) =>
    [...check.examples.violating, ...check.examples.compliant].flatMap((example) => {
      const others = example.objects ?? [];
      const objects = "pod" in example ? [podOf(example.pod), ...others] : others;
      return objects.filter((object) => examinedApiVersionOf(object) === undefined);
    }),
  );
}

function podOf(pod: object): KubernetesObject {
  // A door: an example is written as the part of a Pod that it is.
  const parts = JSON.parse(JSON.stringify(pod)) as Omit<KubernetesObject, "apiVersion" | "kind">;
  return { apiVersion: "v1", kind: "Pod", ...parts };
}

function renamed(object: KubernetesObject, random: Random): KubernetesObject {
  const { name, namespace } = referenceOf(object);
  const isNamespaced = namespace !== undefined || NAMESPACED.has(kindOf(object));
  return {
    ...object,
    metadata: {
      ...objectAt(object, "metadata"),
      name: name === "" || random() < 0.5 ? pick(random, NAMES) : name,
      ...(isNamespaced && {
        namespace: namespace !== undefined && random() < 0.6 ? namespace : pick(random, NAMESPACES),
      }),
    },
  };
}

const NAMESPACED = new Set(
  apiResources().flatMap(({ group, kind, namespaced }) => (namespaced ? `${group}/${kind}` : [])),
);

function nameIn({ name = "", namespace }: JsonObject): JsonObject {
  return { name, ...(namespace !== undefined && { namespace }) };
}

/** A value with one part of it as another one has it. */
function graft(value: JsonValue, other: JsonValue, random: Random): JsonValue {
  if (isJsonObject(value) && isJsonObject(other)) {
    const keys = [...new Set([...Object.keys(value), ...Object.keys(other)])].filter(
      (key) => !["apiVersion", "kind", "metadata"].includes(key),
    );
    if (keys.length === 0) return value;
    const key = pick(random, keys);
    const [one, another] = [value[key], other[key]];
    if (another === undefined)
      return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
    return { ...value, [key]: one === undefined ? another : graft(one, another, random) };
  }
  if (isJsonList(value) && isJsonList(other) && value.length > 0 && other.length > 0) {
    const at = below(random, value.length);
    return value.map((item, index) =>
      index === at ? graft(item, pick(random, other), random) : item,
    );
  }
  return other;
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  const slash = apiVersion.indexOf("/");
  return `${slash < 0 ? "" : apiVersion.slice(0, slash)}/${kind}`;
}

function keyOf(object: KubernetesObject): string {
  return JSON.stringify([
    object.apiVersion,
    object.kind,
    namespaceOf(referenceOf(object)),
    referenceOf(object).name,
  ]);
}
