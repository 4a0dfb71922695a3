import type { SubjectChange } from "@watertight/core/access";
import { changeText } from "../rule-text.ts";

/** How many rights were gained, of those that are known and those that are not. */
export function gainsOf(changes: readonly SubjectChange[]): number {
  return changes.reduce(
    (sum, { gained, gainedUnknown }) => sum + gained.length + gainedUnknown.length,
    0,
  );
}

/** A right that a subject has on one side only; `+` gained, `-` lost. */
export interface Line {
  readonly sign: "+" | "-";
  readonly text: string;
}

export function linesOf({
  gained,
  lost,
  gainedUnknown,
  lostUnknown,
}: SubjectChange): readonly Line[] {
  const unknown = (role: string): string =>
    `all that ${role} allows, which the input does not show`;
  return [
    ...gained.map((change): Line => ({ sign: "+", text: changeText(change, "had already in") })),
    ...gainedUnknown.map((role): Line => ({ sign: "+", text: unknown(role) })),
    ...lost.map((change): Line => ({ sign: "-", text: changeText(change, "kept in") })),
    ...lostUnknown.map((role): Line => ({ sign: "-", text: unknown(role) })),
  ];
}
