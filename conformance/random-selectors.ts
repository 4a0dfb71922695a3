import type { JsonObject } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";

type Random = () => number;

/** Valid and not. */
export const FIELD_SELECTORS: readonly string[] = [
  "metadata.name=x",
  "metadata.name==x",
  "metadata.name!=x",
  "metadata.name",
  "metadata.name=x,spec.nodeName=n",
  "b=1,metadata.name=y,a=2",
  "metadata.name=a\\,b",
  "metadata.name=a\\x",
  "metadata.name=a=b",
  "metadata.name=..",
  "metadata.name=a%2Fb",
  "=x",
  ",",
  "a\\=b=c",
  "a!b=c",
  "\\",
];

/** Valid and not. */
export const LABEL_SELECTORS: readonly string[] = [
  "a",
  "!a",
  "a=b",
  "a==b",
  "a!=b",
  "a in (b,c)",
  "a in (b, c),d",
  "a notin ()",
  "a in (,b)",
  "a in (b,)",
  "a in (,)",
  "a in b",
  "a in (b",
  "a in (b c)",
  "a>1",
  "a<x",
  "a>",
  "a = ",
  "a=,b",
  "a,",
  ",a",
  "a b",
  "in in (in)",
  "notin",
  "a=in",
  "!a=b",
  "!!a",
  "a===b",
  "a=!b",
  "example.com/a=b",
  "Example.com/a",
  "a/b/c",
  "a=b_c.d",
  "a=-b",
  " a = b ",
  "a=b\t,\nc",
  "()",
  "a=(b)",
];

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist", "Like"];

/** `fieldSelector` of a SubjectAccessReview. */
export function fieldSelector(random: Random): JsonObject {
  return random() < 0.5
    ? { rawSelector: pick(random, FIELD_SELECTORS) }
    : { requirements: [requirement(random, "metadata.name")] };
}

/** `labelSelector` of a SubjectAccessReview. */
export function labelSelector(random: Random): JsonObject {
  return random() < 0.5
    ? { rawSelector: pick(random, LABEL_SELECTORS) }
    : { requirements: [requirement(random, "app"), requirement(random, "tier")] };
}

// What the validation before the authorizer refuses is left out.
function requirement(random: Random, key: string): JsonObject {
  const operator = pick(random, OPERATORS);
  const isBare = operator === "Exists" || operator === "DoesNotExist";
  const values = isBare ? [] : random() < 0.7 ? ["v"] : ["v", "w"];
  return { key, operator, values };
}
