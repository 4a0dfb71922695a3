import type { Proof } from "../access/escalation/held-right.ts";
import type { EscalationModel } from "../access/escalation/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { HypergraphBuilder, Need } from "../hypergraph/index.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackChange, AttackEdge, AttackVertex, ObjectChange } from "./model.ts";
import type { Places } from "./places.ts";
import type { StandingPod } from "./standing.ts";
import type { AttackStepId } from "./steps.ts";

/** What may be said about an attack beyond the objects. */
export interface AttackSettings {
  /** Whoever reaches a port is taken to take over what listens there; else that is not sure but where the input shows it. */
  readonly assumeBreach?: boolean;
}

/** What contributors of edges work with. */
export interface AttackBuild {
  readonly cluster: Cluster;
  readonly settings: AttackSettings;
  readonly escalation: EscalationModel;
  readonly builder: HypergraphBuilder<AttackEdge>;
  readonly places: Places;
  readonly standing: readonly StandingPod[];
  readonly add: (from: number, to: number, detail?: StepDetail) => void;
}

/** What a step shows, and what takes it away. */
export interface StepDetail {
  /** Absent where the conclusion merely follows. */
  readonly step?: AttackStepId;
  readonly evidence?: readonly Evidence[];
  readonly unknown?: string | undefined;
  /** What takes the first of the evidence away. */
  readonly change?: { readonly cost: number; readonly change: ObjectChange };
}

const NONE: readonly never[] = [];

/** Adds edges of one premise. */
export function adderTo(builder: HypergraphBuilder<AttackEdge>): AttackBuild["add"] {
  return (from, to, { step, evidence = NONE, unknown, change } = {}) => {
    builder.add({
      premises: [from],
      conclusion: to,
      step,
      needs: evidence.map(
        (each, index): Need<Proof, AttackChange> => [
          {
            evidence: each,
            edit: index === 0 && change ? { ...change, key: keyOf(change.change) } : undefined,
          },
        ],
      ),
      unknown,
      isSame: false,
    });
  };
}

/** Equal for the same change. */
function keyOf({ object, edits, added }: ObjectChange): string {
  const place = `${object.apiVersion} ${object.kind} ${object.namespace ?? ""}/${object.name}`;
  return `${place} ${JSON.stringify(edits)} ${added ? JSON.stringify(added["metadata"]) : ""}`;
}

/** The vertex of a container of a pod. */
export function containerVertex({ vertex }: StandingPod, name: string): AttackVertex {
  return { ...vertex, kind: "Container", container: name };
}
