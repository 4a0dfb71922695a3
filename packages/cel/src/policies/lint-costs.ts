import type { FieldPath } from "@watertight/core/kubernetes";
import { estimateCost } from "../estimate/estimate.ts";
import { type Range, upTo } from "../estimate/range.ts";
import type { CompiledExpression } from "./expressions.ts";

/*
 * What expressions of policies may cost before they are evaluated. The API server asks this of rules of CustomResourceDefinitions
 * alone; of policies it finds out when a request comes.
 */

/** What an evaluation of one expression, and of all match conditions of a policy, may cost. */
const PER_CALL = 1_000_000n;
const CONDITIONS = 2_500_000n;
/** Items of lists and characters of texts in an object of some size. */
const SOME = 100n;

export interface CostRemark {
  readonly rule: "cost-exceeded" | "cost-high";
  readonly severity: "error" | "warning";
  readonly path: FieldPath;
  readonly message: string;
}

interface Placed {
  readonly path: FieldPath;
  readonly expression: CompiledExpression;
}

/** Expressions that never have an answer for what they cost, and those that have none as soon as an object has some size. */
export function costRemarks(
  expressions: readonly Placed[],
  failsOpen: boolean,
): readonly CostRemark[] {
  const end = failsOpen ? "the request passes" : "the request is refused";
  const remarks: CostRemark[] = [];
  let conditions = 0n;
  for (const { path, expression } of expressions) {
    const estimate = estimateOf(expression);
    if (estimate === undefined) {
      continue;
    }
    conditions += path[1] === "matchConditions" ? estimate.least : 0n;
    const message = messageOf(estimate);
    if (message !== undefined) {
      const isSure = estimate.least > PER_CALL;
      remarks.push({
        rule: isSure ? "cost-exceeded" : "cost-high",
        severity: isSure ? "error" : "warning",
        path,
        message: `${message}: then it has no answer${path.at(-1) === "messageExpression" ? "" : `, and ${end}`}`,
      });
    }
  }
  if (conditions > CONDITIONS) {
    const message = `the conditions cost at least ${shown(conditions)} together, and the API server allows ${shown(CONDITIONS)}: they never have an answer`;
    const path = ["spec", "matchConditions"];
    remarks.push({ rule: "cost-exceeded", severity: "error", path, message });
  }
  return remarks;
}

function estimateOf({ program, source, environment }: CompiledExpression): Range | undefined {
  return program === undefined ? undefined : estimateCost(source, environment, () => upTo(SOME));
}

function messageOf({ least, most }: Range): string | undefined {
  const allowed = `and the API server allows ${shown(PER_CALL)}`;
  if (least > PER_CALL) {
    return `it costs at least ${shown(least)}, ${allowed}`;
  }
  return most > PER_CALL
    ? `it may cost ${shown(most)} for lists of ${SOME} items and texts of ${SOME} characters, ${allowed}`
    : undefined;
}

function shown(value: bigint): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}
