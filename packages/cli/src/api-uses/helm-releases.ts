import { gunzipSync } from "node:zlib";
import {
  isKubernetesObject,
  itemsOf,
  type JsonValue,
  type KubernetesObject,
  type ObjectReference,
  objectAt,
  referenceOf,
  stringMapOf,
  textAt,
} from "@watertight/core/kubernetes";
import type { Snapshot, SnapshotObject } from "@watertight/core/snapshot";
import { type ApiUse, lifecycleOfKind, usesOf } from "@watertight/core/versions";
import { documentText, parseDocument, splitDocuments } from "@watertight/manifests";

/** What releases of Helm hold. */
export interface ReleaseUses {
  readonly uses: readonly ApiUse[];
  /** Releases whose manifests the input does not show, each with the reason. */
  readonly unread: readonly { readonly object: ObjectReference; readonly reason: string }[];
}

const LARGEST_MANIFEST = 64 * 1024 * 1024;

/**
 * Uses by the manifests of deployed releases of Helm 3, which `helm upgrade` compares with: an API version in them that is no longer
 * served makes it fail. Earlier revisions count only for a rollback, so they do not count.
 */
export function usesOfReleases(snapshot: Snapshot, target: number): ReleaseUses {
  const uses: ApiUse[] = [];
  const unread: { object: ObjectReference; reason: string }[] = [];
  for (const entry of deployedReleases(snapshot)) {
    const text = releaseText(entry);
    const manifest = text === undefined ? undefined : manifestOf(text);
    if (manifest === undefined) {
      const reason =
        text === undefined
          ? "the input does not hold what the release has deployed"
          : "what the release has deployed cannot be decoded";
      unread.push({ object: entry.reference, reason });
      continue;
    }
    const name = stringMapOf(entry.object, "labels")["name"] ?? entry.reference.name;
    uses.push(...usesOfRelease({ name, namespace: entry.reference.namespace, manifest }, target));
  }
  return { uses, unread };
}

/** A release with the objects that it has deployed, as YAML. */
interface Deployed {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly manifest: string;
}

/** Uses by what one release has deployed. */
export function usesOfRelease(release: Deployed, target: number): readonly ApiUse[] {
  return objectsOf(release.manifest).flatMap((object) => usesIn(object, release, target));
}

function deployedReleases(snapshot: Snapshot): readonly SnapshotObject[] {
  return ["Secret", "ConfigMap"]
    .flatMap((kind) => snapshot.ofKind("", kind))
    .filter(({ object, reference }) => {
      const labels = stringMapOf(object, "labels");
      return (
        labels["owner"] === "helm" &&
        labels["status"] === "deployed" &&
        reference.name.startsWith("sh.helm.release.v1.")
      );
    });
}

/** The release as the driver keeps it: gzip in base64, of a Secret once more in base64. */
function releaseText({ object }: SnapshotObject): string | undefined {
  const kept = textAt(object, "data", "release");
  const plain = textAt(object, "stringData", "release");
  if (plain !== "") return plain;
  if (kept === "") return undefined;
  return object.kind === "Secret" ? Buffer.from(kept, "base64").toString("latin1") : kept;
}

function manifestOf(text: string): string | undefined {
  try {
    const bytes = Buffer.from(text, "base64");
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const json = isPacked ? gunzipSync(bytes, { maxOutputLength: LARGEST_MANIFEST }) : bytes;
    const release = JSON.parse(json.toString("utf8")) as JsonValue;
    const manifest = objectAt({ release }, "release")["manifest"];
    return typeof manifest === "string" ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function objectsOf(manifest: string): readonly KubernetesObject[] {
  return splitDocuments(manifest).flatMap((slice) =>
    parseDocument(documentText(manifest, slice)).values.flatMap(({ value }) =>
      isKubernetesObject(value)
        ? [...itemsOf(value)].flatMap((item) => ("object" in item ? [item.object] : []))
        : [],
    ),
  );
}

function usesIn(
  object: KubernetesObject,
  { name, namespace = "" }: Deployed,
  target: number,
): readonly ApiUse[] {
  const own = referenceOf(object);
  return usesOf(lifecycleOfKind(object.apiVersion, object.kind), target, {
    signal: "helm-release",
    confidence: "high",
    object: own.namespace === undefined && namespace !== "" ? { ...own, namespace } : own,
    path: ["apiVersion"],
    message: `release ${name} of Helm has it deployed in ${object.apiVersion}`,
  });
}
