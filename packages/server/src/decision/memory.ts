import type { Check } from "@watertight/core/checks";
import type { Cluster } from "@watertight/core/cluster";
import { type KubernetesObject, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import type { ExceptionShelf } from "@watertight/core/scan";
import { type SnapshotObject, snapshotObjectOf } from "@watertight/core/snapshot";
import { sourceOf } from "./surroundings.ts";

/*
 * Nearly all Pods are made of a template that was judged a moment ago, and are told apart by what the API server writes into each of
 * them. What is said of one is said of the next unless somebody has read what tells them apart, which is watched while the first is judged.
 */

/** An object as checks see it. */
export interface Examined {
  /** Tells who reads what differs among Pods of a template. */
  readonly target: SnapshotObject;
  /** The same for checks that read every text of an object, each for itself. */
  readonly whole: SnapshotObject;
}

/** What a verdict rests on besides the object. */
interface Circumstances {
  readonly cluster: Cluster;
  readonly exceptions: ExceptionShelf | undefined;
}

/** Remembers what was said of Pods. */
export interface Memory<Said> {
  /** What `judge` says of an object, or has said of one of the same template. */
  readonly said: (
    object: KubernetesObject,
    circumstances: Circumstances,
    judge: (examined: Examined) => Said,
  ) => Said;
}

interface Entry<Said> {
  readonly circumstances: Circumstances;
  readonly said: Said;
}

/** Of each Pod its own. */
const OWN_FIELDS = ["name", "uid", "creationTimestamp", "managedFields"];
const WITHOUT_OWN = Object.fromEntries(OWN_FIELDS.map((field) => [field, undefined]));
/** Checks that read all texts, names among them, and say of each what they would say of it anywhere. */
const TEXT_CHECKS: ReadonlySet<string> = new Set(["secret-in-field", "secret-placeholder"]);
/** Characters of all templates that are kept. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Longer templates are not looked for again. */
const LONGEST = 256 * 1024;
/** The volume that the admission plugin ServiceAccount adds, of each Pod another name (plugin/pkg/admission/serviceaccount). */
const TOKEN_VOLUME = /^kube-api-access-[a-z0-9]{5}$/;
/** Stands in no JSON text. */
const IN_ITS_PLACE = "\u0000token";

/** Whether a check is shown the object `whole`. */
export function readsAllTexts({ id }: Check): boolean {
  return TEXT_CHECKS.has(id);
}

/** An object of which nothing is remembered. */
export function examinedOnce(object: KubernetesObject): Examined {
  const target = snapshotObjectOf(sourceOf(object));
  return { target, whole: target };
}

/** A memory for one configuration; `checks` are those that run. */
export function createMemory<Said>(checks: readonly Check[]): Memory<Said> {
  const entries = new Map<string, Entry<Said>>();
  const textChecks = checks.flatMap((check) =>
    check.on === "object" && readsAllTexts(check) ? [check] : [],
  );
  let characters = 0;
  const keep = (key: string, entry: Entry<Said>): void => {
    if (!entries.has(key)) characters += key.length;
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (characters <= MOST_CHARACTERS) return;
      characters -= oldest.length;
      entries.delete(oldest);
    }
  };
  return {
    said: (object, circumstances, judge) => {
      const template = templateOf(object);
      if (!template) return judge(examinedOnce(object));
      const { key, token } = template;
      const isTelling = tellsOfItself(object, textChecks, circumstances.cluster);
      const known = isTelling ? undefined : entries.get(key);
      if (known && isSame(known.circumstances, circumstances)) return known.said;
      const { examined, wasRead } = watched(object);
      const said = judge(examined);
      const isItsOwn = isTelling || wasRead() || (token !== "" && names(said, token));
      if (!isItsOwn) keep(key, { circumstances, said });
      return said;
    },
  };
}

function isSame(one: Circumstances, other: Circumstances): boolean {
  return one.cluster === other.cluster && one.exceptions === other.exceptions;
}

function names(said: unknown, token: string): boolean {
  return JSON.stringify([said]).includes(token);
}

/** What a Pod has in common with others of its template, as a text; undefined for what is no Pod, or too large. */
function templateOf(
  object: KubernetesObject,
): { readonly key: string; readonly token: string } | undefined {
  if (object.kind !== "Pod" || object.apiVersion !== "v1") return undefined;
  const metadata = { ...objectAt(object, "metadata"), ...WITHOUT_OWN };
  const text = JSON.stringify({ ...object, metadata });
  if (text.length > LONGEST) return undefined;
  const volume = listAt(object, "spec", "volumes").find((each) =>
    TOKEN_VOLUME.test(textAt(each, "name")),
  );
  const token = textAt(volume, "name");
  return { key: token === "" ? text : text.replaceAll(token, IN_ITS_PLACE), token };
}

/** Whether a check of all texts says something of the fields that are a Pod's own. */
function tellsOfItself(
  { apiVersion, kind, ...object }: KubernetesObject,
  textChecks: readonly Extract<Check, { on: "object" }>[],
  cluster: Cluster,
): boolean {
  const metadata = objectAt(object, "metadata");
  const own = Object.fromEntries(
    OWN_FIELDS.flatMap((field) => (field in metadata ? [[field, metadata[field] ?? null]] : [])),
  );
  const entry = snapshotObjectOf(sourceOf({ apiVersion, kind, metadata: own }));
  for (const check of textChecks) {
    for (const _ of check.evaluate(entry, cluster)) return true;
  }
  return false;
}

/** The object, with whether anybody has read what is its own. */
function watched(object: KubernetesObject): {
  readonly examined: Examined;
  readonly wasRead: () => boolean;
} {
  let wasRead = false;
  const note = (): void => {
    wasRead = true;
  };
  const whole = snapshotObjectOf(sourceOf(object));
  const metadata = objectAt(object, "metadata");
  const target = {
    ...whole,
    object: { ...object, metadata: noting(metadata, OWN_FIELDS, note) },
    reference: noting(whole.reference, ["name"], note),
  };
  return { examined: { target, whole }, wasRead: () => wasRead };
}

/** The same, which tells when one of some fields is read. */
function noting<Value extends object>(
  value: Value,
  fields: readonly string[],
  note: () => void,
): Value {
  const copy = { ...value };
  for (const field of fields) {
    if (!(field in value)) continue;
    Object.defineProperty(copy, field, {
      enumerable: true,
      get: () => {
        note();
        return Reflect.get(value, field);
      },
    });
  }
  return copy;
}
