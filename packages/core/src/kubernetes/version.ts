import { SCHEMA_VERSION } from "./api/schema.ts";

/** The release whose API is known best, as `v1.37`. */
export const NEWEST_VERSION: string = SCHEMA_VERSION.split(".", 2).join(".");

/** The first release that serves `apps/v1`: what was before it is not known here. */
const OLDEST_MINOR = 9;

/**
 * The minor version that a text names, as `v1.37`: with or without the v, a patch release and a vendor's suffix (`1.33.4-gke.100`);
 * undefined for anything else.
 */
export function kubernetesVersionOf(text: string): string | undefined {
  const minor = /^v?1\.(0|[1-9]\d{0,2})(?:\.\d+)?(?:[-+][\w.+-]*)?$/.exec(text)?.[1];
  return minor === undefined ? undefined : `v1.${minor}`;
}

/**
 * A whole sentence where a version, as `v1.37`, is newer than what is known here, or older than `oldest`, a minor version; undefined
 * for the others.
 */
export function remarkOnVersion(
  version: string,
  oldest: number = OLDEST_MINOR,
): string | undefined {
  const minor = Number(version.slice("v1.".length));
  if (minor > Number(NEWEST_VERSION.slice("v1.".length))) {
    return `Kubernetes ${version} is newer than ${NEWEST_VERSION}, the newest that is known here: what it changed is not.`;
  }
  return minor < oldest
    ? `Kubernetes ${version} is older than v1.${oldest}, the oldest that is known here: its APIs are judged as those of later versions.`
    : undefined;
}
