import type { Expression } from "../syntax/ast.ts";
import type { Type } from "../typing/type.ts";
import type { Place } from "./place.ts";
import { ANY_SIZE, type Range } from "./range.ts";

/** How much there may be at a place of the variables: characters, elements, entries; undefined where that is not known. */
export type SizeOf = (steps: readonly string[]) => Range | undefined;

/** A part of an expression, as functions are estimated by it. */
export interface Part {
  readonly place: Place;
  readonly type: Type;
  /** Absent for elements of a list, which no expression stands for. */
  readonly expression?: Expression;
  readonly size: Range | undefined;
}

/** A call as it is estimated: of a function with a namespace the target is none. */
export interface EstimatedCall {
  readonly name: string;
  readonly overload: string;
  readonly target: Part | undefined;
  readonly args: readonly Part[];
  readonly sizeOf: SizeOf;
}

/** What a call may cost beside what its arguments cost, and how much it may give. */
export interface CallEstimate {
  readonly cost: Range;
  readonly size?: Range;
}

/** How much a part may be. */
export function sizeOfPart({ size, place }: Part, sizeOf: SizeOf): Range {
  return size ?? sizeOf(place.steps) ?? ANY_SIZE;
}
