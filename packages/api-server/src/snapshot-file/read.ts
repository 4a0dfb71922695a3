import { gunzipSync } from "node:zlib";
import {
  isKubernetesObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type {
  Assumption,
  Coverage,
  NotExamined,
  NotExaminedKind,
  SnapshotInput,
  SourceObject,
} from "@watertight/core/snapshot";
import { codeOf } from "../failure.ts";
import { sourceObjectOf } from "../read-cluster.ts";
import { parseJson } from "../requests/json.ts";
import { FORMAT_VERSION, MAGIC } from "./format.ts";

/** Bytes that a file may have when it is decompressed; ten times what the largest clusters come to. */
const LARGEST = 2 ** 31 - 1;

/** A snapshot from a file, with what is known of it besides; of what is no such file a whole sentence says why. */
export type ReadSnapshot =
  | { readonly input: SnapshotInput; readonly server: string; readonly taken: string }
  | { readonly problem: string };

export function readSnapshotFile(bytes: Uint8Array): ReadSnapshot {
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
  return text === undefined ? { problem: DAMAGED } : snapshotIn(text);
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

function snapshotIn(text: Buffer): ReadSnapshot {
  const [head, ...rest] = valuesIn(text);
  const last = rest.pop();
  const server = textAt(head, "server");
  if (head === undefined || last === undefined || server === "") return { problem: DAMAGED };
  if (objectAt({ last }, "last")["end"] !== rest.length) return { problem: DAMAGED };
  const objects: SourceObject[] = [];
  for (const value of rest) {
    if (value === undefined || !isKubernetesObject(value)) return { problem: DAMAGED };
    objects.push(sourceObjectOf(value, server));
  }
  const version = textAt(head, "kubernetesVersion", "value");
  const wholeCluster = objectAt(head, "wholeCluster")["value"] === true;
  return {
    server,
    taken: textAt(head, "taken"),
    input: {
      objects,
      coverage: coverageIn(head, objects.length),
      diagnostics: [],
      assumptions: {
        kubernetesVersion: { value: version, known: knownIn(head, "kubernetesVersion") },
        wholeCluster: { value: wholeCluster, known: knownIn(head, "wholeCluster") },
      },
      sourceOf: () => undefined,
    },
  };
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

function coverageIn(head: JsonValue, objects: number): Coverage {
  return {
    ...{ files: 0, documents: 0, objects },
    notExamined: listAt(head, "notExamined").map(gapIn),
    unknownKinds: listAt(head, "unknownKinds").map((each) => ({
      apiVersion: textAt(each, "apiVersion"),
      kind: textAt(each, "kind"),
      count: Number(objectAt({ each }, "each")["count"] ?? 0),
    })),
  };
}

function gapIn(gap: JsonValue): NotExamined {
  const kinds: readonly NotExaminedKind[] = ["not-allowed", "unavailable"];
  const kind = kinds.find((each) => each === textAt(gap, "kind")) ?? "unavailable";
  return { file: textAt(gap, "file"), line: 1, kind, reason: textAt(gap, "reason") };
}

function knownIn(head: JsonValue, field: string): Assumption<unknown>["known"] {
  const words: readonly Assumption<unknown>["known"][] = ["observed", "configured", "defaulted"];
  return words.find((word) => word === textAt(head, field, "known")) ?? "defaulted";
}
