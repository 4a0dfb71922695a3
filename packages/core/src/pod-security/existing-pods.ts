import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, referenceOf } from "../kubernetes/object.ts";
import { controlledPodOf } from "./admission-request.ts";
import { evaluatePod } from "./evaluate.ts";
import { formatLevelVersion, type LevelVersion } from "./policy.ts";
import { compareBytes, quote } from "./text.ts";

const MOST_PODS = 3000;

/** What the dry run over the pods of a namespace is given. */
export interface DryRun {
  readonly namespace: string;
  /** In the order in which the API server lists them. */
  readonly pods: readonly KubernetesObject[];
  readonly enforce: LevelVersion;
  readonly exemptRuntimeClasses: readonly string[];
  /** Asked after each pod; the run ends when it says yes. Upstream gives itself a second. */
  readonly isOverdue?: () => boolean;
}

/** Warnings for the pods that a new enforce level would refuse, grouped by the reasons. */
export function warningsForPods(run: DryRun): readonly string[] {
  const pods = prioritized(run);
  const groups = new Map<string, string[]>();
  let checked = 0;
  for (const { name, spec, metadata } of pods.slice(0, MOST_PODS)) {
    const { violations } = evaluatePod({ metadata, spec }, run.enforce);
    const reasons = violations.map(({ reason }) => reason).join(", ");
    if (violations.length > 0) groups.set(reasons, [...(groups.get(reasons) ?? []), name]);
    checked += 1;
    if (run.isOverdue?.()) break;
  }
  const level = quote(formatLevelVersion(run.enforce));
  return [
    ...(checked < pods.length
      ? [
          `new PodSecurity enforce level only checked against the first ${checked} of ${pods.length} existing pods`,
        ]
      : []),
    ...(groups.size > 0
      ? [
          `existing pods in namespace ${quote(run.namespace)} violate the new PodSecurity enforce level ${level}`,
        ]
      : []),
    ...Array.from(groups, ([reasons, names]) => groupWarning(reasons, names)).sort(compareBytes),
  ];
}

function groupWarning(reasons: string, names: readonly string[]): string {
  const first = names.toSorted(compareBytes)[0] ?? "";
  const others = names.length - 1;
  if (others === 0) return `${first}: ${reasons}`;
  const count = others === 1 ? "1 other pod" : `${others} other pods`;
  return `${first} (and ${count}): ${reasons}`;
}

// The first pod of each controller comes before the rest of them, so that a cut-off hides as little as possible.
function prioritized({ pods, exemptRuntimeClasses }: DryRun) {
  const seen = new Set<string>();
  const decoded = pods.flatMap((object) => {
    const pod = controlledPodOf(object);
    if (pod === undefined || pod === "none") return [];
    const { runtimeClassName } = pod.spec;
    if (runtimeClassName && exemptRuntimeClasses.includes(runtimeClassName)) return [];
    const uid = controllerUidOf(object);
    const isRepeated = uid !== undefined && seen.has(uid);
    if (uid !== undefined) seen.add(uid);
    return [{ ...pod, name: referenceOf(object).name, isRepeated }];
  });
  return [
    ...decoded.filter(({ isRepeated }) => !isRepeated),
    ...decoded.filter(({ isRepeated }) => isRepeated),
  ];
}

function controllerUidOf(object: KubernetesObject): string | undefined {
  const owners = listAt(object, "metadata", "ownerReferences");
  const controller = owners.find((owner) => valueAt(owner, "controller") === true);
  return controller === undefined ? undefined : textAt(controller, "uid");
}
