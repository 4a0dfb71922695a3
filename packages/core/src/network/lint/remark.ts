import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Evidence } from "../../snapshot/verdict.ts";

/** What a remark on a network policy is about. */
export type NetworkRemarkRule =
  | "allows-everything"
  | "except-without-effect"
  | "invalid"
  | "ip-block-covers-pods"
  | "ip-block-covers-services"
  | "kubelet-port"
  | "metadata-address"
  | "peer-selects-nothing"
  | "peers-split"
  | "port-name-unknown"
  | "port-not-served"
  | "redundant-policy"
  | "redundant-rule"
  | "rules-without-effect"
  | "selects-nothing"
  | "unenforced";

/** Something about a network policy that its author ought to know. */
export interface NetworkRemark {
  readonly rule: NetworkRemarkRule;
  /** `info`: it may well be meant so. */
  readonly level: "warning" | "info";
  readonly object: ObjectReference;
  readonly path: FieldPath;
  /** A lower-case clause. */
  readonly message: string;
  /** Of what is redundant: the rules that decide the same in its place. */
  readonly insteadOf?: readonly Evidence[];
}
