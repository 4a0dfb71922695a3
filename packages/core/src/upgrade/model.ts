import type { Edit } from "../kubernetes/edit.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";

/** A version of Kubernetes; the patch is undefined where only the minor is said. */
export interface PlannedVersion {
  readonly minor: number;
  readonly patch: number | undefined;
}

/** A question that has to be answered with yes before a step is taken. */
export interface Gate {
  readonly gate: GateId;
  readonly verdict: VerdictValue;
  /** Lower-case clause. */
  readonly reason: string;
  readonly proof: readonly Evidence[];
}

type GateId =
  | "removed-apis"
  | "skew"
  | "drain"
  | "capacity"
  | "webhooks"
  | "admission-policies"
  | "api-services"
  | "behaviours"
  | "add-on";

/** One thing to do, after those before it. */
export interface Step {
  /** From 1. */
  readonly order: number;
  readonly component: string;
  /** Undefined: it runs on no node that is known. */
  readonly node: string | undefined;
  readonly pool: string | undefined;
  readonly zone: string | undefined;
  readonly action: "upgrade" | "drain-and-upgrade" | "check";
  /** As `v1.36.2`; undefined where it is not known. */
  readonly from: string | undefined;
  readonly to: string;
  readonly gates: readonly Gate[];
  /** How often a drain waits for new pods; null where it blocks or where nothing is drained. */
  readonly rounds: { readonly least: number; readonly most: number } | null;
  readonly seconds: { readonly least: number; readonly most: number } | null;
  /** A sentence on how it is taken back. */
  readonly rollback: string;
}

/** What an upgrade does not get past. */
export interface Blocker {
  readonly kind: BlockerKind;
  readonly object: ObjectReference | undefined;
  /** `serviceaccount/NS/NAME` or `user/NAME`, where a caller is known and no object. */
  readonly caller: string | undefined;
  /** The nodes at whose drain it blocks. */
  readonly nodes: readonly string[];
  readonly reason: string;
  readonly proof: readonly Evidence[];
  readonly fix: BlockerFix | undefined;
}

export type BlockerKind =
  | "downgrade"
  | "version-skew"
  | "removed-api"
  | "disruption-budget"
  | "disruption-budgets-overlap"
  | "bare-pod"
  | "finalizer"
  | "capacity"
  | "webhook"
  | "api-service"
  | "container-runtime"
  | "cgroup"
  | "kube-proxy-mode"
  | "flag"
  | "volume-plugin";

/** What makes a blocker pass. */
export interface BlockerFix {
  /** A whole sentence. */
  readonly message: string;
  readonly edits: readonly { readonly object: ObjectReference; readonly edit: Edit }[];
  /** Whether the drain was judged again with the edits and passes; undefined where there are no edits. */
  readonly proven: boolean | undefined;
}

/** What is not there for a while. */
export interface Stop {
  readonly kind:
    | "single-replica"
    | "all-on-one-node"
    | "no-other-node"
    | "local-data"
    | "single-writer-volume";
  readonly object: ObjectReference;
  readonly node: string | undefined;
  readonly reason: string;
  /** Without pulling images and starting programs; null: until the node is back. */
  readonly seconds: { readonly least: number; readonly most: number } | null;
}

/** What the input does not tell. */
export interface Unknown {
  readonly kind: string;
  readonly object: ObjectReference | undefined;
  readonly reason: string;
}

/** Who may do what steps need. */
export interface Actor {
  readonly action: string;
  readonly needs: readonly string[];
  /** In the one text form of entities; whoever may do all of it, by bindings for the whole cluster. */
  readonly subjects: readonly string[];
  /** The level at which an audit policy records it; undefined: no policy was evaluated. */
  readonly auditLevel: string | undefined;
}

/** An upgrade, step by step. */
export interface UpgradePlan {
  readonly from: PlannedVersion;
  /** Whether the version was seen, said, taken from the kubelets, or is only a default. */
  readonly fromKnown: "observed" | "configured" | "kubelets" | "defaulted";
  readonly to: PlannedVersion;
  readonly steps: readonly Step[];
  readonly blockers: readonly Blocker[];
  readonly stops: readonly Stop[];
  /** CVEs that a component of today has and that of the target has not. */
  readonly closes: readonly string[];
  readonly actors: readonly Actor[];
  readonly unknown: readonly Unknown[];
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}
