import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { privateStatusOf, publicStatusOf } from "../load-balancer-reach.ts";

/** Whom what serves an Ingress or a Gateway takes connections from, and the field that says so. */
export interface RouterReach {
  readonly scope: "internet" | "private";
  readonly evidence: Evidence;
}

/** How connections of a cloud's load balancer come to the cluster. */
export interface BalancerFacts {
  /** Undefined where the cloud does not say: they are of its private network. */
  readonly ranges: readonly string[] | undefined;
  /** Whether it sends to pods themselves; else it may send to nodes, which pass connections on. */
  readonly sendsToPods: boolean;
}

export function told(
  scope: RouterReach["scope"],
  { reference }: SnapshotObject,
  path: FieldPath,
  message: string,
): RouterReach {
  return { scope, evidence: { object: reference, path, message } };
}

/** What an annotation makes of the load balancer of its object. */
export function annotated(
  scope: RouterReach["scope"],
  object: SnapshotObject,
  name: string,
): RouterReach {
  const message =
    scope === "private"
      ? "it makes the load balancer internal"
      : "it makes the load balancer internet-facing";
  return told(scope, object, ["metadata", "annotations", name], message);
}

/** By the addresses and host names of `status.loadBalancer`. */
export function statusReachOf(object: SnapshotObject): RouterReach | undefined {
  const inside = privateStatusOf(object.object);
  if (inside) return told("private", object, inside, "its address is private");
  const outside = publicStatusOf(object.object);
  return outside && told("internet", object, outside, "its address is public");
}
