import type { Need } from "../tools/test-summary.ts";

/** Options of a test, or of a group of them, that is left out where something that it needs is absent: the closing lines name it. */
export function needing(...needs: readonly Need[]): {
  readonly skip: boolean;
  readonly meta: { readonly needs: readonly Need[] };
} {
  const plain = needs.map(({ name, isHere, hint }) => ({ name, isHere, hint }));
  return { skip: needs.some(({ isHere }) => !isHere), meta: { needs: plain } };
}
