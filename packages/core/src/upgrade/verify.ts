import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import { identityOf } from "../snapshot/ownership.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type AuditCall, callerOf, isOnPlan } from "./audit-calls.ts";
import { componentsIn, plannedVersionOf } from "./components.ts";

/** Something that an upgrade was not to change, or was to change and did not. */
export interface Difference {
  readonly kind:
    | "not-upgraded"
    | "went-back"
    | "still-cordoned"
    | "gone"
    | "new"
    | "fewer-replicas"
    | "changed-budget"
    | "changed-webhook"
    | "not-ready";
  readonly object: ObjectReference;
  readonly before: string | null;
  readonly after: string | null;
  /** Who wrote the object meanwhile, by the audit log. */
  readonly by: readonly AuditCall[];
}

/** What came of an upgrade. */
export interface UpgradeOutcome {
  readonly from: string;
  readonly to: string;
  /** Components by what became of their version: `kubelet v1.35.2 → v1.36.1`, and how many. */
  readonly versions: readonly {
    readonly component: string;
    readonly from: string;
    readonly to: string;
    readonly count: number;
  }[];
  readonly differences: readonly Difference[];
  /** Writes by people and programs that are no step of an upgrade, once each caller, verb and object. */
  readonly offPlan: readonly AuditCall[];
}

/** Compares a cluster before and after, and names by the audit log who did what beside the steps of a plan. */
export function verifyUpgrade(
  before: Snapshot,
  after: Snapshot,
  calls: readonly AuditCall[],
): UpgradeOutcome {
  const writes = new Map<string, AuditCall[]>();
  for (const call of calls) writes.set(call.object, [...(writes.get(call.object) ?? []), call]);
  const by = (reference: ObjectReference): readonly AuditCall[] =>
    writes.get(callerOf(reference)) ?? [];
  const found = [
    ...versionDifferences(before, after),
    ...nodeDifferences(before, after),
    ...KINDS.flatMap(([group, kind]) => objectDifferences(before, after, group, kind)),
  ];
  return {
    from: before.assumptions.kubernetesVersion.value,
    to: after.assumptions.kubernetesVersion.value,
    versions: versionsOf(before, after),
    differences: found.map((each) => ({ ...each, by: by(each.object) })),
    offPlan: calls.filter((call) => !isOnPlan(call)),
  };
}

type Found = Omit<Difference, "by">;

const KINDS: readonly (readonly [string, string])[] = [
  ["apps", "Deployment"],
  ["apps", "StatefulSet"],
  ["apps", "DaemonSet"],
  ["policy", "PodDisruptionBudget"],
  ["admissionregistration.k8s.io", "ValidatingWebhookConfiguration"],
  ["admissionregistration.k8s.io", "MutatingWebhookConfiguration"],
];

function componentKey({ component, node, entry }: ReturnType<typeof componentsIn>[number]): string {
  return `${component} ${node ?? entry.reference.name}`;
}

function versionsOf(before: Snapshot, after: Snapshot): UpgradeOutcome["versions"] {
  const now = new Map(componentsIn(after).map((each) => [componentKey(each), each]));
  const counts = new Map<string, UpgradeOutcome["versions"][number]>();
  for (const each of componentsIn(before)) {
    const to = now.get(componentKey(each))?.text ?? "";
    const key = `${each.component} ${each.text} ${to}`;
    const known = counts.get(key) ?? { component: each.component, from: each.text, to, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()];
}

function versionDifferences(before: Snapshot, after: Snapshot): readonly Found[] {
  const server = plannedVersionOf(after.assumptions.kubernetesVersion.value);
  const old = new Map(componentsIn(before).map((each) => [componentKey(each), each]));
  return componentsIn(after).flatMap((each): readonly Found[] => {
    const earlier = old.get(componentKey(each));
    const place = { object: each.entry.reference, before: earlier?.text ?? null, after: each.text };
    if (earlier && each.version.minor < earlier.version.minor)
      return [{ kind: "went-back", ...place }];
    return server && each.version.minor < server.minor ? [{ kind: "not-upgraded", ...place }] : [];
  });
}

function nodeDifferences(before: Snapshot, after: Snapshot): readonly Found[] {
  const nodes = (snapshot: Snapshot): ReadonlyMap<string, SnapshotObject> =>
    new Map(snapshot.ofKind("", "Node").map((entry) => [entry.reference.name, entry]));
  const [old, now] = [nodes(before), nodes(after)];
  const gone = [...old.values()]
    .filter(({ reference }) => !now.has(reference.name))
    .map(
      ({ reference }): Found => ({ kind: "gone", object: reference, before: "there", after: null }),
    );
  return [
    ...gone,
    ...[...now.values()].flatMap((entry): readonly Found[] => {
      const earlier = old.get(entry.reference.name);
      const object = entry.reference;
      if (!earlier) return [{ kind: "new", object, before: null, after: "there" }];
      return [
        ...(isCordoned(entry) && !isCordoned(earlier)
          ? [{ kind: "still-cordoned" as const, object, before: "open", after: "cordoned" }]
          : []),
        ...(isReady(earlier) && !isReady(entry)
          ? [{ kind: "not-ready" as const, object, before: "ready", after: "not ready" }]
          : []),
      ];
    }),
  ];
}

function isCordoned({ object }: SnapshotObject): boolean {
  return valueAt(object, "spec", "unschedulable") === true;
}

function isReady({ object }: SnapshotObject): boolean {
  const ready = listAt(object, "status", "conditions").find(
    (condition) => textAt(condition, "type") === "Ready",
  );
  return ready === undefined || textAt(ready, "status") === "True";
}

function objectDifferences(
  before: Snapshot,
  after: Snapshot,
  group: string,
  kind: string,
): readonly Found[] {
  const now = new Map(after.ofKind(group, kind).map((entry) => [identityOf(entry), entry]));
  return before.ofKind(group, kind).flatMap((entry): readonly Found[] => {
    const later = now.get(identityOf(entry));
    if (!later) return [{ kind: "gone", object: entry.reference, before: "there", after: null }];
    return changesOf(entry, later, kind);
  });
}

function changesOf(entry: SnapshotObject, later: SnapshotObject, kind: string): readonly Found[] {
  const object = later.reference;
  const of = (found: Found["kind"], before: string, after: string): readonly Found[] =>
    before === after ? [] : [{ kind: found, object, before, after }];
  if (kind === "PodDisruptionBudget") return of("changed-budget", boundsOf(entry), boundsOf(later));
  if (kind.endsWith("WebhookConfiguration")) {
    return of("changed-webhook", policiesOf(entry), policiesOf(later));
  }
  const [old, now] = [replicasOf(entry), replicasOf(later)];
  return now < old ? of("fewer-replicas", String(old), String(now)) : [];
}

function replicasOf({ object }: SnapshotObject): number {
  const replicas = valueAt(object, "spec", "replicas");
  return typeof replicas === "number" ? replicas : 1;
}

function boundsOf({ object }: SnapshotObject): string {
  const spec = objectAt(object, "spec");
  return ["minAvailable", "maxUnavailable", "unhealthyPodEvictionPolicy"]
    .flatMap((field) => {
      const value = spec[field];
      return typeof value === "string" || typeof value === "number" ? [`${field} ${value}`] : [];
    })
    .join(", ");
}

function policiesOf({ object }: SnapshotObject): string {
  return listAt(object, "webhooks")
    .map((webhook) => `${textAt(webhook, "name")} ${textAt(webhook, "failurePolicy")}`)
    .join(", ");
}
