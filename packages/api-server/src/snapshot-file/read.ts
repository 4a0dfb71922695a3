import { gunzipSync } from "node:zlib";
import { CONTROL_PLANE } from "@watertight/core/control-plane";
import {
  apiResources,
  groupOf,
  isKubernetesObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { NotExamined, NotExaminedKind, SnapshotInput } from "@watertight/core/snapshot";
import { isObserved } from "../control-plane/observed-objects.ts";
import { codeOf } from "../failure.ts";
import { inputOf } from "../read-cluster.ts";
import { parseJson } from "../requests/json.ts";
import { FORMAT_VERSION, MAGIC } from "./format.ts";
import type { SnapshotFacts } from "./write.ts";

/** Bytes that a file may have when it is decompressed; ten times what the largest clusters come to. */
const LARGEST = 2 ** 31 - 1;

/** A snapshot from a file, with what is known of it besides; of what is no such file a whole sentence says why. */
export type ReadSnapshot =
  | (SnapshotFacts & { readonly input: SnapshotInput })
  | { readonly problem: string };

/** `without`: resources as `GROUP/PLURAL` that are left out, as if they had not been read. */
export function readSnapshotFile(bytes: Uint8Array, without: readonly string[] = []): ReadSnapshot {
  const end = bytes.indexOf(0x0a);
  const first = Buffer.from(bytes.subarray(0, Math.max(0, Math.min(end, 64)))).toString("latin1");
  const version = first.startsWith(MAGIC) ? Number(first.slice(MAGIC.length)) : Number.NaN;
  if (!Number.isInteger(version) || version < 1)
    return { problem: "It is no snapshot of a cluster." };
  if (version > FORMAT_VERSION) {
    return {
      problem: `It is a snapshot of format ${version}, and ${FORMAT_VERSION} is the newest that is known here: update Watertight.`,
    };
  }
  const text = decompressed(bytes.subarray(end + 1));
  return text === undefined ? { problem: DAMAGED } : snapshotIn(text, without);
}

const DAMAGED = "The snapshot is damaged or cut short: take or copy it again.";

function decompressed(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    if (codeOf(error).startsWith("Z_") || codeOf(error) === "ERR_BUFFER_TOO_LARGE")
      return undefined;
    throw error;
  }
}

function snapshotIn(text: Buffer, without: readonly string[]): ReadSnapshot {
  const [head, ...rest] = valuesIn(text);
  const last = rest.pop();
  const server = textAt(head, "server");
  if (head === undefined || last === undefined || server === "") return { problem: DAMAGED };
  if (objectAt({ last }, "last")["end"] !== rest.length) return { problem: DAMAGED };
  const objects: KubernetesObject[] = [];
  const observed: KubernetesObject[] = [];
  for (const value of rest) {
    if (value === undefined || !isKubernetesObject(value)) return { problem: DAMAGED };
    if (isObserved(value)) observed.push(value);
    else objects.push(value);
  }
  const namespaces = textsAt(head, "namespaces");
  const isLeftOut = kindsOf(without);
  const gaps = listAt(head, "notExamined")
    .map((gap) => gapIn(gap, server))
    .filter(({ resource = "" }) => !without.includes(resource));
  const read = {
    objects: objects.filter((object) => !isLeftOut(object)),
    observed: without.includes(CONTROL_PLANE) ? [] : observed,
    ...{ gaps, namespaces, kubernetesVersion: textAt(head, "kubernetesVersion") },
  };
  return { server, namespaces, taken: textAt(head, "taken"), input: inputOf(read, server) };
}

/** Whether an object is of one of these resources of Kubernetes' own, each as `GROUP/PLURAL`. */
function kindsOf(names: readonly string[]): (object: KubernetesObject) => boolean {
  const resources = apiResources().filter(({ group, name }) => names.includes(`${group}/${name}`));
  const kinds = new Set(resources.map(({ group, kind }) => `${group}/${kind}`));
  return (object) => kinds.has(`${groupOf(object)}/${object.kind}`);
}

/** A value a line, undefined for a line that is none. */
function valuesIn(text: Buffer): (JsonValue | undefined)[] {
  const values: (JsonValue | undefined)[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf(0x0a, start);
    const stop = end < 0 ? text.length : end;
    values.push(parseJson(text.toString("utf8", start, stop)));
    start = stop + 1;
  }
  return values;
}

function gapIn(gap: JsonValue, server: string): NotExamined {
  const kinds: readonly NotExaminedKind[] = ["not-allowed", "unavailable"];
  const resource = textAt(gap, "resource");
  return {
    ...{ file: server, line: 1, reason: textAt(gap, "reason") },
    kind: kinds.find((each) => each === textAt(gap, "kind")) ?? "unavailable",
    ...(resource !== "" && { resource }),
  };
}
