import type { ReactElement } from "react";

/** An arrow, or a dashed one: told apart without colour. */
export function SureMark({ isSure }: { readonly isSure: boolean }): ReactElement {
  return (
    <svg
      className={isSure ? "sure-mark sure" : "sure-mark"}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      <path
        d="M1 8h12"
        fill="none"
        strokeWidth="2"
        {...(isSure ? {} : { strokeDasharray: "3 2" })}
      />
      <path d="M9.500 4L14 8l-4.500 4" fill="none" strokeWidth="2" />
    </svg>
  );
}
