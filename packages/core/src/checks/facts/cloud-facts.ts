import type { Violation } from "../../findings/finding.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { FACTS_GROUP, type Fact, factOf, factPath } from "../../snapshot/facts.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck, Unassessable } from "../check.ts";

/** Clusters, as the kinds of a check name them. */
export const CLOUD_CLUSTERS: readonly string[] = [`${FACTS_GROUP}/CloudCluster`];

/** Pools of nodes, and single machines that are nodes. */
export const CLOUD_NODES: readonly string[] = [
  `${FACTS_GROUP}/CloudNodePool`,
  `${FACTS_GROUP}/CloudNode`,
];

export const CLOUD_NODE_POOLS: readonly string[] = [`${FACTS_GROUP}/CloudNodePool`];

export const CLOUD_ADMINS: readonly string[] = [`${FACTS_GROUP}/CloudAdmin`];

/** What a check asks of one fact. */
export interface FactDemand {
  readonly kinds: readonly string[];
  readonly fact: string;
  /** Facts that must have a value for anything to be wrong, in this order; one that does not apply counts as another value. */
  readonly where?: Readonly<Record<string, (value: JsonValue) => boolean>>;
  /** What is wrong with a value, as a clause; undefined where nothing is. */
  readonly fault: (value: JsonValue, entry: SnapshotObject) => string | undefined;
}

/**
 * Asks one fact of each object: a value that is written or holds for want of one is right or wrong, one that is not known is neither,
 * and an object that has no such fact is not asked.
 */
export function askingFact(
  demand: FactDemand,
): Required<Pick<ObjectCheck, "kinds" | "evaluate" | "notAssessable">> {
  return {
    kinds: demand.kinds,
    *evaluate(entry) {
      const answer = answerOf(demand, entry);
      if (answer && "message" in answer) yield answer;
    },
    *notAssessable(entry) {
      const answer = answerOf(demand, entry);
      if (answer && "reason" in answer) yield answer;
    },
  };
}

function answerOf(
  { fact: name, where = {}, fault }: FactDemand,
  entry: SnapshotObject,
): Violation | Unassessable | undefined {
  const fact = factOf(entry.object, name);
  if (!fact) return undefined;
  for (const [other, holds] of Object.entries(where)) {
    const condition = factOf(entry.object, other);
    if (!condition) return undefined;
    if ("unknown" in condition) return { path: factPath(other), reason: condition.unknown };
    if (!holds(condition.value)) return undefined;
  }
  if ("unknown" in fact) return { path: factPath(name), reason: fact.unknown };
  const message = fault(fact.value, entry);
  return message === undefined
    ? undefined
    : { path: factPath(name), message: `${message}${becauseOf(fact)}` };
}

function becauseOf(fact: Fact): string {
  return "assumed" in fact ? `: ${fact.assumed}` : "";
}

/** Whether a value is true. */
export function isTrue(value: JsonValue): boolean {
  return value === true;
}

/** Whether a range is every address. */
export function isEverywhere(range: string): boolean {
  return range === "0.0.0.0/0" || range === "::/0";
}

/** The text of a fact; "" where it is not known. */
export function knownText(object: SnapshotObject["object"], name: string): string {
  const fact = factOf(object, name);
  return fact && "value" in fact ? textAt(fact.value) : "";
}
