import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import { allowedBy, type Budget } from "./budgets.ts";
import { type Homeless, type Places, placedAgain } from "./places.ts";
import type { RunningPod } from "./pods.ts";
import type { Rooms } from "./rooms.ts";

/** What holds a drain up. */
export interface DrainFault {
  readonly kind: "disruption-budget" | "disruption-budgets-overlap" | "bare-pod" | "finalizer";
  /** `unknown`: it depends on the order, or on whether pods that were not ready are so again. */
  readonly verdict: Exclude<VerdictValue, "yes">;
  readonly pods: readonly RunningPod[];
  readonly budgets: readonly Budget[];
  readonly proof: readonly Evidence[];
}

/** `kubectl drain --ignore-daemonsets --delete-emptydir-data` of one node, as the pods are now. */
export interface Drain {
  readonly node: string;
  /** `yes`: every order of evictions ends; `no`: none does. */
  readonly verdict: VerdictValue;
  readonly evicted: readonly RunningPod[];
  readonly faults: readonly DrainFault[];
  readonly homeless: readonly Homeless[];
  /** How often somebody has to wait for new pods: the best and the worst of orders; null where it blocks. */
  readonly rounds: { readonly least: number; readonly most: number } | null;
}

/** What a drain is judged by. */
export interface DrainWorld {
  readonly rooms: Rooms;
  readonly budgetsOf: (pod: RunningPod) => readonly Budget[];
}

/** Simulates the drain of a node that has these pods. */
export function drainOf(
  node: string,
  pods: readonly RunningPod[],
  { rooms, budgetsOf }: DrainWorld,
): Drain {
  const evicted = pods.filter((pod) => !pod.stays);
  const returning = evicted.filter((pod) => pod.controller && !pod.isTerminated);
  const places = placedAgain(returning, rooms);
  const faults = [
    ...evicted.filter(isBare).map(bareFault),
    ...evicted.filter(hasFinalizer).map(finalizerFault),
    ...budgetFaults(evicted, places, budgetsOf),
  ];
  return {
    ...{ node, evicted, faults },
    verdict: worstOf(faults),
    homeless: places.homeless,
    rounds: faults.some(({ verdict }) => verdict === "no") ? null : roundsOf(evicted, budgetsOf),
  };
}

function worstOf(faults: readonly DrainFault[]): VerdictValue {
  if (faults.some(({ verdict }) => verdict === "no")) return "no";
  return faults.length > 0 ? "unknown" : "yes";
}

function isBare({ controller, isTerminated }: RunningPod): boolean {
  return !controller && !isTerminated;
}

// Without a controller nobody makes it again, so that kubectl drain refuses without --force.
function bareFault(pod: RunningPod): DrainFault {
  const message = "no controller makes it again";
  return faultOn(pod, "bare-pod", { path: ["metadata", "ownerReferences"], message });
}

function hasFinalizer({ entry, controller }: RunningPod): boolean {
  const finalizers = finalizersOf(entry);
  // The controller of Jobs takes its own away.
  return finalizers.some((name) => name !== JOB_TRACKING || controller?.kind !== "Job");
}

const JOB_TRACKING = "batch.kubernetes.io/job-tracking";

function finalizersOf({ object }: RunningPod["entry"]): readonly string[] {
  const metadata = object["metadata"];
  const list =
    typeof metadata === "object" && metadata !== null && "finalizers" in metadata
      ? metadata["finalizers"]
      : undefined;
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];
}

function finalizerFault(pod: RunningPod): DrainFault {
  const isStuck = pod.isBeingDeleted;
  const message = isStuck
    ? "is deleted already and waits for its finalizers"
    : "is gone only when whoever set its finalizers takes them away";
  const fault = faultOn(pod, "finalizer", { path: ["metadata", "finalizers"], message });
  return { ...fault, verdict: isStuck ? "no" : "unknown" };
}

function faultOn(
  pod: RunningPod,
  kind: DrainFault["kind"],
  evidence: Pick<Evidence, "path" | "message">,
): DrainFault {
  const proof = [{ object: pod.entry.reference, ...evidence }];
  return { kind, verdict: "no", pods: [pod], budgets: [], proof };
}

function budgetFaults(
  evicted: readonly RunningPod[],
  { outcomes }: Places,
  budgetsOf: DrainWorld["budgetsOf"],
): readonly DrainFault[] {
  const overlapping = evicted.flatMap((pod) => {
    const budgets = budgetsOf(pod);
    return pod.isFree || budgets.length < 2 ? [] : [overlapFault(pod, budgets)];
  });
  const all = [...byBudget(evicted, budgetsOf)];
  const best = outcomes.map((lost) =>
    all.filter(([budget, pods]) => !ends(budget, pods, { lost, recovers: true })),
  );
  const worst = outcomes.map((lost) =>
    all.filter(([budget, pods]) => !ends(budget, pods, { lost, recovers: false })),
  );
  const isBlocked = best.every((failing) => failing.length > 0);
  return [
    ...overlapping,
    ...all.flatMap((each) => {
      // Where each way fails by another budget, all of them together block.
      if (isBlocked && best.some((failing) => failing.includes(each)))
        return [budgetFault(...each, "no")];
      return worst.some((failing) => failing.includes(each))
        ? [budgetFault(...each, "unknown")]
        : [];
    }),
  ];
}

/** The pods that count against each budget, none of them free. */
function byBudget(
  evicted: readonly RunningPod[],
  budgetsOf: DrainWorld["budgetsOf"],
): ReadonlyMap<Budget, readonly RunningPod[]> {
  const found = new Map<Budget, RunningPod[]>();
  for (const pod of evicted) {
    const [budget, ...others] = budgetsOf(pod);
    if (!budget || others.length > 0 || pod.isFree) continue;
    found.set(budget, [...(found.get(budget) ?? []), pod]);
  }
  return found;
}

function overlapFault(pod: RunningPod, budgets: readonly Budget[]): DrainFault {
  return {
    kind: "disruption-budgets-overlap",
    verdict: "no",
    pods: [pod],
    budgets,
    proof: budgets.map(({ entry }) => ({
      object: entry.reference,
      path: ["spec", "selector"],
      message: `selects pod ${pod.namespace}/${pod.name}, which the eviction API refuses under more than one budget`,
    })),
  };
}

interface Outcome {
  /** Pods that nothing takes the place of. */
  readonly lost: ReadonlySet<RunningPod>;
  /** Whether what takes the place of a pod that is not ready is ready. */
  readonly recovers: boolean;
}

/** Whether the evictions of one budget end: in the best order, or in every one, where nothing that goes recovers. */
function ends(budget: Budget, pods: readonly RunningPod[], { lost, recovers }: Outcome): boolean {
  const { state } = budget;
  const isLost = (pod: RunningPod): boolean => !pod.controller || lost.has(pod);
  const ready = pods.filter(({ isReady }) => isReady);
  const unready = pods.filter(({ isReady }) => !isReady);
  if (unready.length > 0 && !mayGoUnready(budget)) return false;
  const returned = recovers ? unready.filter((pod) => !isLost(pod)).length : 0;
  const gone = ready.filter(isLost).length;
  const allowed = allowedBy(state, returned);
  if (ready.length > 0 && (allowed === 0 || gone > allowed)) return false;
  return recovers || unready.length === 0 || mayGoLast(budget, gone);
}

// In the worst order those go last that are not ready, and where none has to be there they need one that is.
function mayGoLast({ state, sparesUnhealthy }: Budget, gone: number): boolean {
  return sparesUnhealthy || state.desired > 0 || state.healthy > gone;
}

/** Whether a pod that is not ready may go before all others. */
function mayGoUnready({ state, sparesUnhealthy }: Budget): boolean {
  const isMet = state.healthy >= state.desired && state.desired > 0;
  return sparesUnhealthy || isMet || allowedBy(state) > 0;
}

function budgetFault(
  budget: Budget,
  pods: readonly RunningPod[],
  verdict: DrainFault["verdict"],
): DrainFault {
  const { entry, state } = budget;
  const { healthy, desired, failure } = state;
  const field = objectHas(entry, "maxUnavailable") ? "maxUnavailable" : "minAvailable";
  const message = failure ?? messageOf(healthy, desired, verdict);
  const names = pods.slice(0, 3).map((pod) => `${pod.namespace}/${pod.name}`);
  const more = pods.length > names.length ? ` and ${pods.length - names.length} more` : "";
  return {
    kind: "disruption-budget",
    verdict,
    pods,
    budgets: [budget],
    proof: [
      {
        object: entry.reference,
        path: ["spec", field],
        message: `${message}; pods ${names.join(", ")}${more}`,
      },
    ],
  };
}

function messageOf(healthy: number, desired: number, verdict: DrainFault["verdict"]): string {
  if (healthy <= desired) return `needs ${desired} healthy pods and has ${healthy}`;
  return verdict === "no"
    ? `needs ${desired} healthy pods, has ${healthy}, and nothing takes the place of those that go`
    : `needs ${desired} healthy pods and has ${healthy}; whether all that go find a place depends on the order`;
}

function objectHas({ object }: Budget["entry"], field: string): boolean {
  const spec = object["spec"];
  return typeof spec === "object" && spec !== null && field in spec;
}

function roundsOf(
  evicted: readonly RunningPod[],
  budgetsOf: DrainWorld["budgetsOf"],
): Drain["rounds"] {
  if (evicted.length === 0) return { least: 0, most: 0 };
  let least = 1;
  let most = 1;
  for (const [budget, pods] of byBudget(evicted, budgetsOf)) {
    const unready = pods.filter(({ isReady }) => !isReady).length;
    const ready = pods.length - unready;
    const allowed = Math.max(1, allowedBy(budget.state, unready));
    least = Math.max(least, Math.ceil(ready / allowed));
    most = Math.max(most, pods.length);
  }
  return { least, most };
}
