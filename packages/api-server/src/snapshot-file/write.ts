import { gzipSync } from "node:zlib";
import {
  groupOf,
  type JsonObject,
  type KubernetesObject,
  objectAt,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { SnapshotInput } from "@watertight/core/snapshot";
import { COPIES } from "../lists/cut-values.ts";
import { FORMAT_VERSION, MAGIC } from "./format.ts";

/** What is known of a snapshot besides its content. */
export interface SnapshotFacts {
  /** The server's address. */
  readonly server: string;
  /** The namespaces that were read; none: all. */
  readonly namespaces: readonly string[];
  /** When it was taken, as `2026-07-01T12:00:00Z`. */
  readonly taken: string;
}

/** A snapshot of a cluster as the bytes of a file: compressed, of a format with a version, and without any Secret's values. */
export function writeSnapshotFile(
  { objects, coverage, assumptions }: SnapshotInput,
  { server, namespaces, taken }: SnapshotFacts,
): Buffer {
  const { kubernetesVersion } = assumptions;
  const head: JsonObject = {
    ...{ server, namespaces, taken },
    notExamined: coverage.notExamined.map(({ kind, reason, resource }) => ({
      ...{ kind, reason },
      ...(resource !== undefined && { resource }),
    })),
    kubernetesVersion: kubernetesVersion.value,
  };
  const lines = [
    head,
    ...objects.map(({ object }) => withoutValues(object)),
    { end: objects.length },
  ];
  const text = lines.map((line) => Buffer.from(`${stringifyJson(line)}\n`));
  return Buffer.concat([Buffer.from(`${MAGIC}${FORMAT_VERSION}\n`), gzipSync(Buffer.concat(text))]);
}

/** Whoever read the object left its values out already; a file that is passed on is not to rest on that. */
function withoutValues(object: KubernetesObject): JsonObject {
  if (object.kind !== "Secret" || groupOf(object) !== "") return object;
  const { data: _data, stringData: _stringData, ...rest } = object;
  const annotations = Object.entries(objectAt(object, "metadata", "annotations"));
  const kept = annotations.filter(([name]) => !COPIES.has(name));
  if (kept.length === annotations.length) return rest;
  const metadata = { ...objectAt(object, "metadata"), annotations: Object.fromEntries(kept) };
  return { ...rest, metadata };
}
