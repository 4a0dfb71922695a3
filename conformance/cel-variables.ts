import {
  AUTHORIZER_TYPE,
  AuthorizerValue,
  BOOL,
  DOUBLE,
  DYN,
  INT,
  listOf,
  mapOf,
  STRING,
  type Type,
} from "@watertight/cel";

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
  ["authorizer", AUTHORIZER_TYPE],
];

const ADA = { name: "ada", uid: "", groups: ["dev"], extra: {} };

/** `authorizer` as the Go program has it: decides by what it is asked, so that every answer is given. */
export const DECIDING: AuthorizerValue = new AuthorizerValue(ADA, ({ name: user }, asked) => {
  const parts =
    "path" in asked
      ? [asked.path]
      : [asked.group, asked.resource, asked.subresource, asked.namespace, asked.name];
  const text = [user, asked.verb, ...parts].join("|");
  const sum = new TextEncoder().encode(text).reduce((total, each) => total + each, 0);
  if (sum % 3 === 0) return { allowed: true, reason: `yes: ${text}` };
  return sum % 3 === 1
    ? { allowed: false, reason: "" }
    : { allowed: false, reason: "no", error: `failed: ${text}` };
});
