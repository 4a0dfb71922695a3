import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Origin } from "../snapshot/origin.ts";
import { createSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { BOOTSTRAP_POLICY, BOOTSTRAP_POLICY_VERSION } from "./bootstrap-policy.ts";

let parsed: Snapshot | undefined;

/** The roles and bindings that every API server creates at its start (k8s.io/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
export function bootstrapPolicy(): Snapshot {
  parsed ??= createSnapshot({
    objects: BOOTSTRAP_POLICY.trim()
      .split("\n")
      .map((line) => ({ object: JSON.parse(line) as KubernetesObject, origin: ORIGIN })),
    coverage: { files: 0, documents: 0, objects: 0, notExamined: [], unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: BOOTSTRAP_POLICY_VERSION, known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
    sourceOf: () => undefined,
  });
  return parsed;
}

const ORIGIN: Origin = { from: "kubernetes", version: BOOTSTRAP_POLICY_VERSION };
