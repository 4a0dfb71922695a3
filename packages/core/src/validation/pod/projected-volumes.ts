import type {
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { type Place, quoted } from "../place.ts";
import { validateDownwardItems } from "./downward-items.ts";
import { validateKeysToPaths } from "./keys-to-paths.ts";
import { validateFileMode, validateUnreservedPath } from "./paths.ts";

// Follows validateProjectionSources in pkg/apis/core/validation/validation.go. Trust bundles and certificates of pods are left
// out as their features are, which are off by default (dropDisabledClusterTrustBundleProjection and its sibling).

export function validateProjected(
  { defaultMode, sources = [] }: Decoded<ProjectedVolumeSource>,
  at: Place,
): void {
  validateFileMode(defaultMode, at.child("defaultMode"));
  const paths = new Set<string>();
  for (const [index, source] of sources.entries()) {
    validateSource(source, at.child("sources").index(index), at);
    for (const path of pathsOf(source)) {
      if (paths.has(path)) at.invalid(`has two files at ${quoted(path)}`, "sources", index);
      paths.add(path);
    }
  }
}

function pathsOf({ secret, configMap, downwardAPI }: Decoded<VolumeProjection>): string[] {
  return [secret?.items ?? [], configMap?.items ?? [], downwardAPI?.items ?? []]
    .flat()
    .map(({ path = "" }) => path)
    .filter((path) => path !== "");
}

function validateSource(source: Decoded<VolumeProjection>, at: Place, volumeAt: Place): void {
  const { secret, configMap, downwardAPI, serviceAccountToken } = source;
  const named = { secret, configMap };
  for (const [kind, projection] of Object.entries(named)) {
    if (!projection) continue;
    if ((projection.name ?? "") === "") at.child(kind).child("name").required();
    validateKeysToPaths(projection.items, at.child(kind).child("items"));
  }
  if (downwardAPI) validateDownwardItems(downwardAPI.items, at.child("downwardAPI"));
  if (serviceAccountToken) validateToken(serviceAccountToken, at, volumeAt);
  const kinds = [secret, configMap, downwardAPI, serviceAccountToken];
  if (kinds.filter((kind) => kind !== undefined).length > 1) {
    at.forbidden("may have one type of volume only");
  }
}

function validateToken(
  { expirationSeconds = 3600, path = "" }: Decoded<ServiceAccountTokenProjection>,
  at: Place,
  volumeAt: Place,
): void {
  if (expirationSeconds < 600 || expirationSeconds > 2 ** 32) {
    at.child("serviceAccountToken")
      .child("expirationSeconds")
      .invalid(`${expirationSeconds} is not between 600 and 2^32`);
  }
  // Upstream prints the path as the volume's own.
  const pathAt = volumeAt.slip(".path", "sources");
  if (path === "") pathAt.required();
  else validateUnreservedPath(path, pathAt);
}
