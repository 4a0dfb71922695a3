import type { ObjectReference } from "@watertight/core/kubernetes";
import {
  type LevelVersion,
  type PodSecurityAnswer,
  podSecurityAnswer,
} from "@watertight/core/pod-security";
import type { Snapshot, SnapshotObject } from "@watertight/core/snapshot";

/** The verdict on one pod template of an object. */
interface EvaluatedPod {
  readonly reference: ObjectReference;
  readonly locate: SnapshotObject["locate"];
  readonly verdict: PodSecurityAnswer;
}

/** What a level says of every pod of a snapshot. */
export interface Evaluation {
  readonly levelVersion: LevelVersion;
  readonly pods: readonly EvaluatedPod[];
  readonly allowed: boolean;
}

/** Judges every pod template. */
export function evaluationOf(snapshot: Snapshot, levelVersion: LevelVersion): Evaluation {
  const pods = snapshot.objects.flatMap(({ reference, locate, podTemplates }) =>
    podTemplates.map((pod) => ({
      reference,
      locate,
      verdict: podSecurityAnswer(reference, pod, levelVersion),
    })),
  );
  return { levelVersion, pods, allowed: pods.every(({ verdict }) => verdict.allowed) };
}
