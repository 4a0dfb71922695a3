import type { AuditRequest } from "@watertight/core/audit";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";

/** The members that say what is asked for; the first that is no string is a problem. */
const TEXTS = [
  "verb",
  "apiGroup",
  "resource",
  "subresource",
  "namespace",
  "name",
  "path",
  "user",
] as const;

type Texts = Readonly<Record<(typeof TEXTS)[number], string>>;

/**
 * A request of a batch: `{user, groups, verb, apiGroup, resource, subresource, namespace, name}` or with `path` in place of the
 * resource. Nothing is added to the groups. Without `user` it is one whose authentication failed. `problem` is a whole sentence.
 */
export function auditRequestOf(question: JsonObject): AuditRequest | { readonly problem: string } {
  const texts = textsOf(question);
  if ("problem" in texts) return texts;
  const groups = question["groups"] ?? [];
  if (!isListOfTexts(groups)) return { problem: 'The member "groups" must be a list of strings.' };
  const { verb, apiGroup: group, resource, subresource, namespace, name, path } = texts;
  const user = (question["user"] ?? undefined) === undefined ? undefined : texts.user;
  if (resource !== "") {
    return { user, groups, verb, target: { group, resource, subresource, namespace, name } };
  }
  if (path === "") return { problem: 'The request needs a "resource" or a "path".' };
  return { user, groups, verb, target: { path } };
}

function textsOf(question: JsonObject): Texts | { readonly problem: string } {
  const wrong = TEXTS.find((name) => typeof (question[name] ?? "") !== "string");
  if (wrong !== undefined) return { problem: `The member "${wrong}" must be a string.` };
  const text = (name: (typeof TEXTS)[number]): string => {
    const value = question[name];
    return typeof value === "string" ? value : "";
  };
  return {
    verb: text("verb"),
    apiGroup: text("apiGroup"),
    resource: text("resource"),
    subresource: text("subresource"),
    namespace: text("namespace"),
    name: text("name"),
    path: text("path"),
    user: text("user"),
  };
}

function isListOfTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
