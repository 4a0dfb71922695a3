import type { Taint, Toleration } from "../kubernetes/api/types.ts";
import { isInt64 } from "../kubernetes/selector-text.ts";

/**
 * Whether a toleration tolerates a taint: `ToleratesTaint` of k8s.io/api/core/v1/toleration.go. `comparing` is the feature gate
 * TaintTolerationComparisonOperators, without which Gt and Lt tolerate nothing.
 */
export function toleratesTaint(toleration: Toleration, taint: Taint, comparing = false): boolean {
  const { effect, key, operator, value } = textsOf(toleration);
  const isMeant = ["", taint.effect].includes(effect) && ["", taint.key].includes(key);
  if (!isMeant) return false;
  const other = taint.value ?? "";
  if (operator === "" || operator === "Equal") return value === other;
  return operator === "Exists" || (comparing && compareNumeric(value, other, operator));
}

/** The texts of a toleration, "" for what it leaves out. */
function textsOf({ key = "", operator = "", value = "", effect = "" }: Toleration): {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
} {
  return { key, operator, value, effect };
}

/** Whether a taint's value is beyond that of a toleration with the operator Gt or Lt: `compareNumericValues` of the same file. */
export function compareNumeric(toleration: string, taint: string, operator: string): boolean {
  if (!isDecimalInteger(toleration) || !isDecimalInteger(taint)) return false;
  if (operator === "Gt") return BigInt(taint) > BigInt(toleration);
  return operator === "Lt" && BigInt(taint) < BigInt(toleration);
}

// `IsDecimalInteger` of k8s.io/apimachinery/pkg/api/validate/content: no sign but minus, no leading zero.
function isDecimalInteger(text: string): boolean {
  return /^(?:0|-?[1-9]\d*)$/.test(text) && isInt64(text);
}

/** Index of the first taint of these effects that none of the tolerations tolerates; -1 where all are tolerated. */
export function untoleratedTaint(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
  { effects, comparing }: { readonly effects: readonly string[]; readonly comparing: boolean },
): number {
  return taints.findIndex(
    (taint) =>
      effects.includes(taint.effect ?? "") &&
      !tolerations.some((toleration) => toleratesTaint(toleration, taint, comparing)),
  );
}

/** Two lists as one without what another covers: `MergeTolerations` of k8s.io/kubernetes/pkg/util/tolerations. */
export function mergeTolerations(
  first: readonly Toleration[],
  second: readonly Toleration[],
): readonly Toleration[] {
  const all = [...first, ...second];
  const merged: Toleration[] = [];
  for (const [index, each] of all.entries()) {
    const isCovered =
      merged.some((other) => covers(other, each)) ||
      all.slice(index + 1).some((other) => !isSame(each, other) && covers(other, each));
    if (!isCovered) merged.push(each);
  }
  return merged;
}

/** Whether a whitelist covers every one of the tolerations; an empty one covers all: `VerifyAgainstWhitelist` of the same file. */
export function isWhitelisted(
  tolerations: readonly Toleration[],
  whitelist: readonly Toleration[],
): boolean {
  if (whitelist.length === 0) return true;
  return tolerations.every((each) => whitelist.some((allowed) => covers(allowed, each)));
}

function isSame(a: Toleration, b: Toleration): boolean {
  const [one, other] = [textsOf(a), textsOf(b)];
  const isAlike = (["key", "operator", "value", "effect"] as const).every(
    (field) => one[field] === other[field],
  );
  return isAlike && a.tolerationSeconds === b.tolerationSeconds;
}

// `isSuperset`: the operator Equal has to be written, for before defaulting "" is another.
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (isSame(wide, narrow)) return true;
  if (!coversKeyAndEffect(wide, narrow) || !coversSeconds(wide, narrow)) return false;
  const { operator, value } = textsOf(wide);
  if (operator === "Exists") return true;
  if (operator !== "" && operator !== "Equal") return false;
  return narrow.operator === "Equal" && textsOf(narrow).value === value;
}

function coversKeyAndEffect(wide: Toleration, narrow: Toleration): boolean {
  const { key = "", operator = "", effect = "" } = wide;
  const isAnyKey = key === "" && operator === "Exists";
  if ((narrow.key ?? "") !== key && !isAnyKey) return false;
  return effect === "" || (narrow.effect ?? "") === effect;
}

function coversSeconds(wide: Toleration, narrow: Toleration): boolean {
  if (wide.effect !== "NoExecute" || wide.tolerationSeconds === undefined) return true;
  const { tolerationSeconds } = narrow;
  return tolerationSeconds !== undefined && tolerationSeconds <= wide.tolerationSeconds;
}

/** What the controller of DaemonSets adds to its pods: pkg/controller/daemon/util/daemonset_util.go. */
export function daemonTolerations(
  tolerations: readonly Toleration[],
  hostNetwork: boolean,
): readonly Toleration[] {
  const added = DAEMON.filter(({ key }) => hostNetwork || key !== NETWORK_UNAVAILABLE);
  // One that is there with the same key, effect, operator and value, whatever its seconds, is replaced.
  const isReplaced = (each: Toleration): boolean =>
    added.some((other) =>
      isSame({ ...each, tolerationSeconds: 0 }, { ...other, tolerationSeconds: 0 }),
    );
  return [...tolerations.filter((each) => !isReplaced(each)), ...added];
}

const NETWORK_UNAVAILABLE = "node.kubernetes.io/network-unavailable";

const DAEMON: readonly Toleration[] = [
  { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
  { key: NETWORK_UNAVAILABLE, operator: "Exists", effect: "NoSchedule" },
];

/** How people write a taint: `key=value:effect`. */
export function taintText({ key = "", value = "", effect = "" }: Taint): string {
  return `${key}${value === "" ? "" : `=${value}`}:${effect}`;
}
