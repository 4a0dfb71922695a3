import { sizeForCost } from "../evaluate/costs.ts";
import type { CostRule, Library } from "../typing/environment.ts";
import { BOOL, listOf, parameter } from "../typing/type.ts";
import { contains } from "../values/equality.ts";
import { adapt, isList, type Value } from "../values/value.ts";
import { binary, declare, global } from "./declare.ts";

/*
 * Lists as sets (cel-go's ext/sets.go), which Kubernetes has since 1.29.
 */

const LIST = listOf(parameter("T"));

function containsAll(list: Value, others: Value): boolean {
  return isList(list) && isList(others) && others.every((each) => contains(list, adapt(each)));
}

function intersects(list: Value, others: Value): boolean {
  return isList(list) && isList(others) && list.some((each) => contains(others, adapt(each)));
}

function costOf(factor: number): CostRule {
  return ([left = null, right = null]) =>
    1 + Math.trunc(sizeForCost(left) * sizeForCost(right) * factor);
}

export const SETS: Library = {
  functions: [
    declare(
      "sets.contains",
      global("list_sets_contains_list", [LIST, LIST], BOOL, binary(containsAll)),
    ),
    declare(
      "sets.equivalent",
      global(
        "list_sets_equivalent_list",
        [LIST, LIST],
        BOOL,
        binary((left, right) => containsAll(left, right) && containsAll(right, left)),
      ),
    ),
    declare(
      "sets.intersects",
      global("list_sets_intersects_list", [LIST, LIST], BOOL, binary(intersects)),
    ),
  ],
  costs: new Map([
    ["list_sets_contains_list", costOf(1)],
    ["list_sets_intersects_list", costOf(1)],
    ["list_sets_equivalent_list", costOf(2)],
  ]),
};
