import type { Cluster } from "../../cluster/cluster.ts";
import { podSecurityDefaultOf } from "../../cluster/pod-security-default.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import {
  LABEL_PREFIX,
  type LabelError,
  type PodSecurityPolicy,
  policyOf,
} from "../../pod-security/policy.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** What the labels of a namespace and the API server's configuration ask of its pods, and which labels are wrong. */
export function podSecurityPolicyOf(
  { object }: SnapshotObject,
  cluster: Cluster,
): {
  readonly policy: PodSecurityPolicy;
  readonly errors: readonly LabelError[];
  /** All labels of Pod Security, also those that it does not know. */
  readonly labels: Readonly<Record<string, string>>;
} {
  const all = Object.entries(stringMapOf(object, "labels"));
  const labels = Object.fromEntries(all.filter(([key]) => key.startsWith(LABEL_PREFIX)));
  const { defaults } = cluster.snapshot.once(podSecurityDefaultOf).value;
  return { ...policyOf(labels, defaults), labels };
}
