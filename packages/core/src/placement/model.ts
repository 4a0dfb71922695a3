import type { PodSpec, Taint } from "../kubernetes/api/types.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";

/** A node as the scheduler sees it. */
export interface PlacementNode {
  readonly name: string;
  readonly reference: ObjectReference;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  /** `spec.unschedulable`, as `kubectl cordon` sets it. */
  readonly unschedulable: boolean;
  /** Undefined where the node does not say what it has. */
  readonly allocatable: ReadonlyMap<string, string | number | bigint> | undefined;
}

/** A pod, or the pods that a template stands for. */
export interface PlacementPod {
  readonly reference: ObjectReference;
  readonly object: KubernetesObject;
  /** Of its object: to what holds its `metadata` and `spec`. */
  readonly locate: (path: FieldPath) => FieldPath;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
  /** What made it what it is: the API server has admitted it, or it has yet to come. */
  readonly isAdmitted: boolean;
  /** Of a DaemonSet, whose controller adds tolerations. */
  readonly ofDaemonSet: boolean;
}

/** The names of what decides where a pod may run, as reasons have them. */
export type PlacementRule =
  | "admission"
  | "hostPorts"
  | "nodeAffinity"
  | "nodeName"
  | "nodeSelector"
  | "os"
  | "podAffinity"
  | "podAntiAffinity"
  | "resources"
  | "runtimeClass"
  | "scheduler"
  | "schedulingGates"
  | "taints"
  | "topologySpread"
  | "unschedulable"
  | "volumes";

/** What one rule says. */
export interface PlacementReason {
  readonly rule: PlacementRule;
  /** `yes` is what passes where people expect otherwise. */
  readonly says: VerdictValue;
  readonly object: ObjectReference;
  readonly path: FieldPath;
  /** Lower-case clause. */
  readonly message: string;
}

/** Whether a pod may run on a node, with every rule that says otherwise. */
export interface PlacementVerdict {
  readonly verdict: VerdictValue;
  /** Of a `no` what refuses it, of an `unknown` what is not known, of a `yes` what it passes though it looks closed. */
  readonly reasons: readonly PlacementReason[];
  /** What the verdict rests on beyond the objects, a whole sentence each. */
  readonly assumptions: readonly string[];
}

/**
 * `now`: with the pods that are there. `ever`: by what does not pass by itself, as free ports, resources and the company of
 * other pods do; what dedication is judged by.
 */
export type PlacementScope = "ever" | "now";

/** What is said of the API server and the scheduler; what is absent is observed, else not known to differ from the default. */
export interface PlacementSettings {
  /**
   * The feature TaintTolerationComparisonOperators: on unless said. Where it is off, the API server takes no pod with Gt or Lt
   * (`validateTolerations` of pkg/apis/core/validation), so that a pod that has one is none of such a cluster.
   */
  readonly comparisonOperators?: boolean;
}
