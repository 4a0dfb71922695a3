import type { DownwardAPIVolumeFile } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";
import { validateFieldRef, validateResourceFieldRef } from "./field-refs.ts";
import { validateFileMode, validateUnreservedPath } from "./paths.ts";

const VOLUME_FIELDS: ReadonlySet<string> = new Set([
  ...["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations"],
  "metadata.uid",
]);

/** `validateDownwardAPIVolumeFile`, for each; upstream prints neither the list nor the number. */
export function validateDownwardItems(
  items: readonly Decoded<DownwardAPIVolumeFile>[] = [],
  at: Place,
): void {
  for (const [index, item] of items.entries()) validateItem(item, at.slip("", "items", index));
}

function validateItem(
  { path = "", fieldRef, resourceFieldRef, mode }: Decoded<DownwardAPIVolumeFile>,
  at: Place,
): void {
  if (path === "") at.child("path").required();
  validateUnreservedPath(path, at.child("path"));
  if (fieldRef) {
    validateFieldRef(fieldRef, VOLUME_FIELDS, at.child("fieldRef"));
    if (resourceFieldRef) at.invalid("may not have both fieldRef and resourceFieldRef");
  } else if (resourceFieldRef) {
    validateResourceFieldRef(resourceFieldRef, true, at.child("resourceFieldRef"));
  } else at.required("must have fieldRef or resourceFieldRef");
  validateFileMode(mode, at.child("mode"));
}
