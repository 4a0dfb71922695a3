import type { KeyToPath } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";
import { validateFileMode, validateUnreservedPath } from "./paths.ts";

/** `validateKeyToPath`, for each. */
export function validateKeysToPaths(items: readonly Decoded<KeyToPath>[] = [], at: Place): void {
  for (const [index, { key = "", path = "", mode }] of items.entries()) {
    const itemAt = at.index(index);
    if (key === "") itemAt.child("key").required();
    if (path === "") itemAt.child("path").required();
    validateUnreservedPath(path, itemAt.child("path"));
    validateFileMode(mode, itemAt.child("mode"));
  }
}
