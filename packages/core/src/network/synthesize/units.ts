import { CONTROLLER_LABELS, JOB_NAME_LABELS } from "../../kubernetes/controller-labels.ts";
import type { Labels } from "../../kubernetes/selectors.ts";
import { type NetworkEndpoint, nameOfWorkload, type Workload } from "../endpoint.ts";
import { compareText } from "./need.ts";

/** Workloads that get one policy: one, or several that no selector of labels tells apart. */
export interface PolicyUnit {
  readonly namespace: string;
  /** Sorted, never empty. */
  readonly workloads: readonly Workload[];
  readonly members: readonly NetworkEndpoint[];
  readonly selector: UnitSelector;
}

/** What pods of a unit have, and what they have not but others of the namespace do. */
export interface UnitSelector {
  readonly labels: Labels;
  readonly absent: readonly string[];
}

/** Units of all workloads with pods, by namespace and name. */
export function unitsOf(endpoints: readonly NetworkEndpoint[]): readonly PolicyUnit[] {
  const namespaces = new Map<string, Map<string, NetworkEndpoint[]>>();
  for (const endpoint of endpoints) {
    if (endpoint.kind !== "pod" && endpoint.kind !== "template") continue;
    const { namespace } = endpoint.workload;
    const workloads = namespaces.get(namespace) ?? new Map<string, NetworkEndpoint[]>();
    namespaces.set(namespace, workloads);
    const name = nameOfWorkload(endpoint.workload);
    workloads.set(name, [...(workloads.get(name) ?? []), endpoint]);
  }
  return [...namespaces]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([namespace, workloads]) => unitsIn(namespace, [...workloads.values()]));
}

// Joins groups until each is told apart from all others.
function unitsIn(
  namespace: string,
  workloads: readonly (readonly NetworkEndpoint[])[],
): readonly PolicyUnit[] {
  let groups = [...workloads];
  const units: PolicyUnit[] = [];
  let next = 0;
  while (next < groups.length) {
    const group = groups[next] ?? [];
    const others = groups.filter((each) => each !== group);
    const { selector, caught } = identify(group, others);
    if (caught.length === 0) {
      units.push(unitOf(namespace, group, selector));
      next += 1;
      continue;
    }
    const joined = [...group, ...caught.flat()];
    groups = [joined, ...groups.filter((each) => each !== group && !caught.includes(each))];
    units.length = 0;
    next = 0;
  }
  return units.sort((a, b) => compareText(titleOf(a), titleOf(b)));
}

/** `a[Deployment] and b[Job]`. */
export function titleOf({ workloads }: PolicyUnit): string {
  return workloads.map(nameOfWorkload).join(" and ");
}

function unitOf(
  namespace: string,
  members: readonly NetworkEndpoint[],
  selector: UnitSelector,
): PolicyUnit {
  const workloads = new Map(
    members.map(({ workload }) => [nameOfWorkload(workload), workload] as const),
  );
  return {
    namespace,
    workloads: [...workloads].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each),
    members,
    selector,
  };
}

type Group = readonly NetworkEndpoint[];

interface Identity {
  readonly selector: UnitSelector;
  /** Groups of which the selector selects a member too. */
  readonly caught: readonly Group[];
}

// One label of its own where there is one, then as few as it takes, then what the others have and it has not.
function identify(group: Group, others: readonly Group[]): Identity {
  const common = commonLabels(group);
  const keys = Object.keys(common).sort(compareKeys);
  const single = keys.find((key) =>
    others.every((other) => !other.some((each) => hasAll(each.labels, only(common, key)))),
  );
  if (single !== undefined)
    return { selector: { labels: only(common, single), absent: [] }, caught: [] };
  const { labels, caught } = labelsThatTell(common, keys, others);
  return withAbsent(group, labels, caught);
}

function only(labels: Labels, key: string): Labels {
  return { [key]: labels[key] ?? "" };
}

function labelsThatTell(
  common: Labels,
  keys: readonly string[],
  others: readonly Group[],
): Pick<Identity, "caught"> & Pick<UnitSelector, "labels"> {
  let caught = others;
  let labels: Labels = {};
  for (const key of keys) {
    const selected = { ...labels, ...only(common, key) };
    const left = caught.filter((other) => other.some((each) => hasAll(each.labels, selected)));
    if (left.length === caught.length && key !== keys[0]) continue;
    labels = selected;
    caught = left;
  }
  return { labels, caught };
}

function withAbsent(group: Group, labels: Labels, others: readonly Group[]): Identity {
  let caught = others;
  const absent: string[] = [];
  const own = new Set(group.flatMap((each) => Object.keys(each.labels)));
  const candidates = new Set(
    caught.flatMap((other) => other.flatMap((each) => Object.keys(each.labels))),
  );
  for (const key of [...candidates].filter((each) => !own.has(each)).sort()) {
    const left = caught.filter((other) =>
      other.some(
        (each) =>
          hasAll(each.labels, labels) && ![...absent, key].some((one) => has(each.labels, one)),
      ),
    );
    if (left.length === caught.length) continue;
    absent.push(key);
    caught = left;
  }
  return { selector: { labels, absent }, caught };
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => has(labels, key) && labels[key] === value);
}

function has(labels: Labels, key: string): boolean {
  return Object.hasOwn(labels, key);
}

/** Labels that controllers put on pods are other ones each time, but for the name of a Job that is there to stay. */
function isStable(key: string, { workload }: NetworkEndpoint): boolean {
  return !CONTROLLER_LABELS.has(key) || (JOB_NAME_LABELS.has(key) && workload.kind === "Job");
}

function commonLabels([first, ...rest]: Group): Labels {
  if (!first) return {};
  return Object.fromEntries(
    Object.entries(first.labels).filter(
      ([key, value]) =>
        isStable(key, first) &&
        rest.every(({ labels }) => has(labels, key) && labels[key] === value),
    ),
  );
}

/** The labels by which Kubernetes' documentation has applications named come first. */
const PREFERRED = [
  "app.kubernetes.io/name",
  "app.kubernetes.io/instance",
  "app.kubernetes.io/component",
  "app",
  "k8s-app",
  "name",
  "component",
];

function compareKeys(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || compareText(a, b);
}

function rankOf(key: string): number {
  // What people write comes before what a controller adds.
  if (CONTROLLER_LABELS.has(key)) return PREFERRED.length + 1;
  const index = PREFERRED.indexOf(key);
  return index < 0 ? PREFERRED.length : index;
}
