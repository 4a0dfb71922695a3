import type { Proof } from "../access/escalation/held-right.ts";
import type { EscalationModel } from "../access/escalation/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Edit, HypergraphBuilder, Need } from "../hypergraph/index.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { TenantSettings } from "../tenancy/tenants.ts";
import type { AttackChange, AttackEdge, AttackVertex, ObjectChange } from "./model.ts";
import type { Places } from "./places.ts";
import type { StandingPod } from "./standing.ts";
import type { AttackStepId } from "./steps.ts";

/** What may be said about an attack beyond the objects. */
export interface AttackSettings {
  /** Whoever reaches a port is taken to take over what listens there; else that is not sure but where the input shows it. */
  readonly assumeBreach?: boolean;
  /** Where attackers may begin, besides what is exposed and pipelines. */
  readonly entries?: readonly AttackVertex[];
  /** What must not fall either. */
  readonly goals?: readonly AttackVertex[];
  readonly tenancy?: TenantSettings;
}

/** What contributors of edges work with. */
export interface AttackBuild {
  readonly cluster: Cluster;
  readonly settings: AttackSettings;
  readonly escalation: EscalationModel;
  readonly builder: HypergraphBuilder<AttackEdge>;
  readonly places: Places;
  readonly standing: readonly StandingPod[];
  /** The vertex of a container of a pod. */
  readonly containerOf: (each: StandingPod, name: string) => number;
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
  // Several edges rest on one change.
  const edits = new Map<NonNullable<StepDetail["change"]>, Edit<AttackChange>>();
  const editOf = (change: NonNullable<StepDetail["change"]>): Edit<AttackChange> => {
    const known = edits.get(change) ?? keyed(change);
    edits.set(change, known);
    return known;
  };
  return (from, to, { step, evidence = NONE, unknown, change } = {}) => {
    builder.add({
      premises: [from],
      conclusion: to,
      step,
      needs: evidence.map(
        (each, index): Need<Proof, AttackChange> => [
          {
            evidence: each,
            edit: index === 0 && change ? editOf(change) : undefined,
          },
        ],
      ),
      unknown,
      isSame: false,
    });
  };
}

/** With its key when it is first asked for: of a hundred thousand edits a search looks at few. */
function keyed({ cost, change }: NonNullable<StepDetail["change"]>): Edit<AttackChange> {
  let key: string | undefined;
  return {
    cost,
    change,
    get key() {
      key ??= keyOf(change);
      return key;
    },
  };
}

/** Equal for the same change. */
function keyOf({ object, edits, added }: ObjectChange): string {
  const place = `${object.apiVersion} ${object.kind} ${object.namespace ?? ""}/${object.name}`;
  return `${place} ${JSON.stringify(edits)} ${added ? JSON.stringify(added["metadata"]) : ""}`;
}

/** Finds the vertices of containers; several edges ask for each. */
export function containersIn(places: Places): AttackBuild["containerOf"] {
  const known = new Map<StandingPod, Map<string, number>>();
  return (each, name) => {
    const own = known.get(each) ?? new Map<string, number>();
    if (own.size === 0) known.set(each, own);
    const found = own.get(name);
    if (found !== undefined) return found;
    const { namespace, name: pod } = each.vertex;
    const id = places.idOf({ kind: "Container", namespace, name: pod, container: name });
    own.set(name, id);
    return id;
  };
}
