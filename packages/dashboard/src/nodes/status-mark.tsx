import type { ReactElement } from "react";
import type { NodeStatus } from "../documents/nodes.ts";

/** A form for each status, so that none is told by its colour alone. */
const FORMS: Readonly<Record<NodeStatus, string>> = {
  fail: "M3 3l8 8M11 3l-8 8",
  unknown: "M4 5a3 3 0 1 1 3 3v1.500M7 12v.1",
  manual: "M7 2.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4M2.500 12c0-5 9-5 9 0",
  pass: "M2.500 7.500l3 3 6-7",
  "not-applicable": "M3 7h8",
};

export function StatusMark({ status }: { readonly status: NodeStatus }): ReactElement {
  return (
    <svg
      className={`status ${status}`}
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
    >
      <path d={FORMS[status]} fill="none" stroke="currentColor" strokeWidth="1.800" />
    </svg>
  );
}
