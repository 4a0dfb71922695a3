import { formatFieldPath, type JsonObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { type ApiUse, minorText } from "@watertight/core/versions";
import {
  documentHead,
  HEAD_WITHOUT_INPUT,
  placeJson,
  referenceJson,
  safeJson,
} from "@watertight/reports/json";
import { fixOf } from "./fix.ts";
import type { DeprecatedUses } from "./uses.ts";

/** `versions deprecated -o json`. */
export function deprecatedJson(found: DeprecatedUses): string {
  const { reading, uses, unread, target, gap, statements } = found;
  const head = reading
    ? documentHead({ snapshot: reading.snapshot, incomplete: gap !== undefined, statements })
    : { ...HEAD_WITHOUT_INPUT, incomplete: gap !== undefined };
  const document = {
    ...head,
    target: minorText(target),
    uses: uses.map((use) => useJson(use, reading?.snapshot)),
    unknown: unread.map(({ object, reason }) => ({ object: referenceJson(object), reason })),
  };
  return `${safeJson(document)}\n`;
}

function useJson(use: ApiUse, snapshot: Snapshot | undefined): JsonObject {
  const { group, version, resource, state, removedIn, signal, confidence, caller, manager } = use;
  return {
    group,
    version,
    resource,
    state,
    removedIn,
    ...objectJson(use, snapshot),
    caller: caller?.entity ?? null,
    calls: caller && {
      userAgent: caller.userAgent,
      verbs: caller.verbs,
      requests: caller.requests,
      first: caller.first,
      last: caller.last,
    },
    manager,
    signal,
    confidence,
    message: use.message,
    fix: fixOf(use),
  };
}

function objectJson({ object, path, signal }: ApiUse, snapshot: Snapshot | undefined): JsonObject {
  if (!object) return { object: null, path: null, location: null };
  // What a release holds is no object of the input.
  if (!snapshot || signal === "helm-release") {
    return { object: referenceJson(object), path: formatFieldPath(path), location: null };
  }
  return placeJson({ object, path }, snapshot);
}
