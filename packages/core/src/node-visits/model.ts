/** A stay of somebody on a node that the audit log shows; times in milliseconds since 1970. */
export interface NodeVisit {
  readonly user: string;
  /** `pod`: what runs in a pod that gives its node away, by whoever made the pod. */
  readonly by: "exec" | "attach" | "debug" | "node-proxy" | "pod";
  readonly pod?: { readonly namespace: string; readonly name: string };
  readonly from: number;
  /** Infinity where no end was seen. */
  readonly to: number;
  /** Whether files of the node can be changed from there; `unknown` where the pod was not seen. */
  readonly reachesNode: "yes" | "no" | "unknown";
  /** Why it does, a lower-case clause; "" where it does not. */
  readonly because: string;
  readonly auditID: string;
}

/** Whether somebody was there when a file changed. */
export interface ChangeAudit {
  /** `no`: the log covers the time, and shows nobody who could have. */
  readonly audited: "yes" | "no" | "unknown";
  /** Why it is unknown, a whole sentence; "" else. */
  readonly reason: string;
  /** Those who were there, who could have before the others. */
  readonly visits: readonly NodeVisit[];
}
