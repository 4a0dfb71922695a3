import { BOOL, DOUBLE, DYN, INT, listOf, mapOf, STRING, type Type } from "@watertight/cel";

/** The variables that the Go programs declare. */
export const CEL_VARIABLES: readonly (readonly [string, Type])[] = [
  ["object", DYN],
  ["i", INT],
  ["n", INT],
  ["s", STRING],
  ["t", STRING],
  ["b", BOOL],
  ["d", DOUBLE],
  ["li", listOf(INT)],
  ["ls", listOf(STRING)],
  ["ms", mapOf(STRING, STRING)],
];
