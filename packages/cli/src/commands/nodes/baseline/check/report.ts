import type { ChangeAudit } from "@watertight/core/node-visits";
import type { Baseline, JudgedChange, PathNotRead } from "@watertight/core/nodes";

/** A change with who was there; without an audit log nobody knows. */
export interface AuditedChange extends JudgedChange {
  readonly audit?: ChangeAudit;
}

/** Everything that the formats print. */
export interface CheckReport {
  readonly node: string;
  readonly baseline: Baseline;
  readonly sha256: string;
  readonly now: Baseline;
  readonly changes: readonly AuditedChange[];
  readonly unknown: readonly PathNotRead[];
  readonly hasLog: boolean;
  readonly notReadLines: number;
}

/** Those who were on the node with what they did there, as one clause. */
export const VISITS: Readonly<Record<ChangeAudit["visits"][number]["by"], string>> = {
  attach: "attached to",
  debug: "put a debug container into",
  exec: "ran a command in",
  "node-proxy": "asked the kubelet's own API",
  pod: "had made",
};
