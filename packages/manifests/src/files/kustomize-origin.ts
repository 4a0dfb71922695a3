import { posix } from "node:path";
import { isJsonObject, type JsonObject } from "@watertight/core/kubernetes";
import { parseMapping, textOf } from "./mapping.ts";
import { slashes } from "./names.ts";

/** From where Kustomize took an object: `path` is relative to the folder that was built. */
export interface KustomizeOrigin {
  readonly path: string;
  readonly repo?: string;
}

const ANNOTATION = "config.kubernetes.io/origin";

/** Parts an object from the note on its origin that `renderKustomization` has Kustomize add; pure. */
export function takeOrigin(object: JsonObject): {
  readonly object: JsonObject;
  readonly origin: KustomizeOrigin | undefined;
} {
  const metadata = object["metadata"];
  const annotations = isJsonObject(metadata) ? metadata["annotations"] : undefined;
  const note = isJsonObject(annotations) ? annotations[ANNOTATION] : undefined;
  if (!isJsonObject(metadata) || !isJsonObject(annotations) || typeof note !== "string") {
    return { object, origin: undefined };
  }
  const others = without(annotations, ANNOTATION);
  const rest = without(metadata, "annotations");
  const isEmpty = Object.keys(others).length === 0;
  return {
    object: { ...object, metadata: isEmpty ? rest : { ...rest, annotations: others } },
    origin: parseOrigin(note),
  };
}

/**
 * The name of the file that an origin points at, for a kustomization of that name which was built from `folder`, its path
 * as `renderKustomization` gave it to Kustomize; the folder itself when the origin leads nowhere.
 */
export function fileOfOrigin(
  origin: KustomizeOrigin | undefined,
  built: { readonly name: string; readonly folder: string },
): string {
  if (!origin) return built.name;
  if (origin.repo !== undefined) return `${origin.repo}/${origin.path}`;
  // Both are relative to the same folder, which no longer exists: only the way between them matters.
  const anchor = "/0/1/2/3/4/5/6/7/8/9".repeat(8);
  const way = posix.relative(
    posix.resolve(anchor, slashes(built.folder)),
    posix.resolve(anchor, origin.path),
  );
  return posix.join(built.name, way);
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** A generated object has no file of its own; the kustomization that describes it stands for it. */
function parseOrigin(note: string): KustomizeOrigin | undefined {
  const content = parseMapping(note);
  const path = textOf(content?.["path"]) || textOf(content?.["configuredIn"]);
  const repo = textOf(content?.["repo"]);
  if (path === "") return undefined;
  return repo === "" ? { path } : { path, repo };
}
