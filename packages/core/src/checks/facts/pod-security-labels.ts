import { stringMapOf } from "../../kubernetes/object.ts";
import {
  LABEL_PREFIX,
  type LabelError,
  type PodSecurityPolicy,
  policyOf,
} from "../../pod-security/policy.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

const PRIVILEGED = { level: "privileged", version: "latest" } as const;

/** What the labels of a namespace ask of its pods where the API server is not configured otherwise, and which are wrong. */
export function podSecurityPolicyOf({ object }: SnapshotObject): {
  readonly policy: PodSecurityPolicy;
  readonly errors: readonly LabelError[];
  /** All labels of Pod Security, also those that it does not know. */
  readonly labels: Readonly<Record<string, string>>;
} {
  const all = Object.entries(stringMapOf(object, "labels"));
  const labels = Object.fromEntries(all.filter(([key]) => key.startsWith(LABEL_PREFIX)));
  const defaults = { enforce: PRIVILEGED, audit: PRIVILEGED, warn: PRIVILEGED };
  return { ...policyOf(labels, defaults), labels };
}
