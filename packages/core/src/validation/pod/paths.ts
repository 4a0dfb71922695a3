import { type Place, quoted } from "../place.ts";

// Follows validatePathNoBacksteps and its users in pkg/apis/core/validation/validation.go.

/** `validatePathNoBacksteps`. */
export function validateNoBacksteps(path: string, at: Place): void {
  if (hasBacksteps(path)) at.invalid(`${quoted(path)} may not have '..' in it`);
}

export function hasBacksteps(path: string): boolean {
  return path.includes("..") && path.split("/").includes("..");
}

/** `validateLocalDescendingPath`. */
export function validateDescendingPath(path: string, at: Place): void {
  if (path.startsWith("/")) at.invalid(`${quoted(path)} must be relative`);
  validateNoBacksteps(path, at);
}

/** `ValidateLocalNonReservedPath`. */
export function validateUnreservedPath(path: string, at: Place): void {
  validateDescendingPath(path, at);
  if (path.startsWith("..") && !path.startsWith("../")) {
    at.invalid(`${quoted(path)} may not begin with '..'`);
  }
}

/** Permissions of a file, which 0777 is the most of. */
export function validateFileMode(mode: number | undefined, at: Place): void {
  if (mode !== undefined && (mode < 0 || mode > 0o777)) {
    at.invalid(`${mode} is not between 0 and 0777 (511)`);
  }
}
