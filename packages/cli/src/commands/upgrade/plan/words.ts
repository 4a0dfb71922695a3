import { entityText, type ObjectReference } from "@watertight/core/kubernetes";
import type { Step } from "@watertight/core/upgrade";

/** An object as people call it: `deployment/shop/web`, `node/a`. */
export function nameOfObject({ kind, namespace, name }: ObjectReference): string {
  return namespace === undefined
    ? `${kind.toLowerCase()}/${name}`
    : entityText({ is: "workload", kind, namespace, name });
}

/** A step as a clause. */
export function stepWords({ component, node, pool, action, from, to }: Step): string {
  const where = node === undefined ? "" : ` on node ${node}`;
  const of = pool === undefined ? "" : ` (pool ${pool})`;
  const now = from === undefined ? "" : ` from ${from}`;
  return action === "drain-and-upgrade"
    ? `drain node ${node ?? ""}${of}, upgrade its kubelet${now} to ${to}, uncordon it`
    : `upgrade ${component}${where}${now} to ${to}`;
}

/** `30 to 90 s`; until when where nobody can tell. */
export function secondsText(
  seconds: { readonly least: number; readonly most: number } | null,
): string {
  if (seconds === null) return "until the node is back";
  return seconds.least === seconds.most
    ? `${seconds.most} s`
    : `${seconds.least} to ${seconds.most} s`;
}
