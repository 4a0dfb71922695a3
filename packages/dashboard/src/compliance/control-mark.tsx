import type { ReactElement } from "react";
import type { ControlStatus } from "../documents/compliance.ts";

const SHAPES: Readonly<Record<ControlStatus, ReactElement>> = {
  fail: <path d="M3 3l10 10M13 3L3 13" fill="none" strokeWidth="2.500" />,
  manual: (
    <path
      d="M8 1.500a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13M8 4v5M8 11v1.500"
      fill="none"
      strokeWidth="1.800"
    />
  ),
  "not-assessable": <path d="M2 8h12" fill="none" strokeWidth="2.500" strokeDasharray="3 2" />,
  pass: <path d="M2.500 8.500l4 4 7-8" fill="none" strokeWidth="2.500" />,
};

/** The status of a control, told apart by its shape. */
export function ControlMark({ status }: { readonly status: ControlStatus }): ReactElement {
  return (
    <svg
      className={`control-mark ${status}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {SHAPES[status]}
    </svg>
  );
}
