import type { ObjectReference } from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { Verdict } from "../snapshot/verdict.ts";
import { evaluatePod, type PodSecurityVerdict } from "./evaluate.ts";
import type { LevelVersion } from "./policy.ts";
import { withVolumeDefaults } from "./volume-defaults.ts";

/** What a level says of the pods of an object, with the fields of the object that decide. */
export interface PodSecurityAnswer extends Verdict, PodSecurityVerdict {
  readonly verdict: "yes" | "no";
}

/** Judges the pods that an object describes; paths are the object's own. */
export function podSecurityAnswer(
  object: ObjectReference,
  pod: PodTemplate,
  levelVersion: LevelVersion,
): PodSecurityAnswer {
  const { allowed, message, violations } = evaluatePod(withVolumeDefaults(pod), levelVersion);
  const placed = violations.map((violation) => ({
    ...violation,
    paths: violation.paths.map((path) => locateInObject(pod, path)),
  }));
  return {
    verdict: allowed ? "yes" : "no",
    reason: allowed ? `${levelVersion.level} allows the pod` : message,
    proof: placed.flatMap(({ reason, paths }) =>
      paths.map((path) => ({ object, path, message: reason })),
    ),
    assumptions: [],
    allowed,
    message,
    violations: placed,
  };
}
