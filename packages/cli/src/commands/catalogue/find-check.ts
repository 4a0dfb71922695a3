import type { Check } from "@watertight/core";
import { didYouMean } from "../../suggest.ts";
import { UsageError } from "../../usage-error.ts";

/** The check with this id; an unknown id is wrong usage of the verb, with a guess at what was meant. */
export function findCheck(id: string, checks: readonly Check[], verb: string): Check {
  const check = checks.find((candidate) => candidate.id === id);
  if (check !== undefined) return check;
  const ids = checks.map((candidate) => candidate.id);
  throw new UsageError(
    `There is no check "${id}"${didYouMean(id, ids)} Run "watertight checks" for the list.`,
    { verb },
  );
}
