import type { CrossVersionObjectReference } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { pathSegmentName } from "../names.ts";
import { type Place, quoted } from "../place.ts";

/** `ValidateCrossVersionObjectReference`; only the core group has no name. */
export function validateReference(
  { kind = "", name = "", apiVersion = "" }: Decoded<CrossVersionObjectReference>,
  mayBeCore: boolean,
  at: Place,
): void {
  at.child("kind").needs(kind, segmentProblem);
  at.child("name").needs(name, segmentProblem);
  const parts = apiVersion.split("/");
  const versionAt = at.child("apiVersion");
  if (parts.length > 2) versionAt.invalid(`${quoted(apiVersion)} is no group and version`);
  else if (!mayBeCore && (parts.length < 2 || parts[0] === "")) {
    versionAt.invalid(`${quoted(apiVersion)} has no API group`);
  }
}

/** Whether a name may be a step of a path. */
export function segmentProblem(name: string): string | undefined {
  return pathSegmentName(name, false);
}
