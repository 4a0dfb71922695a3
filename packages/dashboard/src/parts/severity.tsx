import type { Severity } from "@watertight/core/findings";
import type { ReactElement } from "react";

/** Shapes, so that no colour and no font is needed to tell one from another; drawn in the colour of the text. */
const SHAPES: Readonly<Record<Severity, ReactElement>> = {
  critical: <path d="M8 .8 15.200 8 8 15.200 .8 8z" fill="currentColor" />,
  high: <path d="M8 1.500 15.200 14.500H.8z" fill="currentColor" />,
  medium: <rect x="2" y="2" width="12" height="12" rx="1" fill="currentColor" />,
  low: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  info: <circle cx="8" cy="8" r="5.200" fill="none" stroke="currentColor" strokeWidth="1.800" />,
};

/** The mark of a severity, without its word. */
export function SeverityMark({ severity }: { readonly severity: Severity }): ReactElement {
  return (
    <svg
      className={`mark ${severity}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {SHAPES[severity]}
    </svg>
  );
}

/** Mark, word and colour. */
export function SeverityWord({ severity }: { readonly severity: Severity }): ReactElement {
  return (
    <span className={`severity ${severity}`}>
      <SeverityMark severity={severity} />
      {severity}
    </span>
  );
}
