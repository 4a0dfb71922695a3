import {
  type FieldRequirement,
  isInt64,
  isLabelSelectorText,
  parseFieldSelector,
} from "../kubernetes/selector-text.ts";
import type { AccessRequest, ResourceRequest } from "./request.ts";

/**
 * What a request of HTTP asks of the authorizers: `NewRequestInfo` of k8s.io/apiserver/pkg/endpoints/request/requestinfo.go.
 * `url` is path and query as sent.
 */
export function requestOf(method: string, url: string): AccessRequest {
  const [rawPath = "", ...rest] = url.split("?");
  const path = decoded(rawPath);
  const query = queryOf(rest.join("?"));
  const nonResource = { verb: method.toLowerCase(), path };
  const parts = trimmed(path).split("/");
  const [prefix, second = ""] = parts;
  const group = prefix === "apis" ? second : "";
  const relative = parts.slice(prefix === "apis" ? 2 : 1);
  const isResource = (prefix === "api" || prefix === "apis") && relative.length >= 2;
  if (!isResource) return nonResource;
  return resourceRequestOf(method, group, relative.slice(1), query);
}

const SPECIAL_VERBS = new Set(["proxy", "watch"]);
const VERBS: ReadonlyMap<string, string> = new Map([
  ["POST", "create"],
  ["GET", "get"],
  ["HEAD", "get"],
  ["PUT", "update"],
  ["PATCH", "patch"],
  ["DELETE", "delete"],
]);
const NAMESPACE_SUBRESOURCES = new Set(["status", "finalize"]);
const VERBS_WITH_SELECTORS = new Set(["list", "watch", "deletecollection"]);

/** `parts` are what follows the version. */
function resourceRequestOf(
  method: string,
  group: string,
  parts: readonly string[],
  query: ReadonlyMap<string, string>,
): ResourceRequest {
  const [first = ""] = parts;
  const special = SPECIAL_VERBS.has(first);
  const named = namedParts(special ? parts.slice(1) : parts);
  const verb = special ? first : (VERBS.get(method) ?? "");
  const subresource = verb === "proxy" ? "" : named.subresource;
  const request = { ...named, subresource, group, ...collectionVerb(verb, named.name, query) };
  const selector = query.get("fieldSelector");
  if (special || selector === undefined || !VERBS_WITH_SELECTORS.has(request.verb)) return request;
  return { ...request, fieldSelector: parseFieldSelector(selector) ?? [] };
}

/** /namespaces/a/pods/b is about pods; /namespaces/a and /namespaces/a/status are about the namespace, and in it. */
function namedParts(
  parts: readonly string[],
): Pick<ResourceRequest, "namespace" | "resource" | "name" | "subresource"> {
  const [kind, namespaceName = "", below] = parts;
  const inNamespaces = kind === "namespaces";
  const skips = inNamespaces && below !== undefined && !NAMESPACE_SUBRESOURCES.has(below);
  const [resource = "", name = "", subresource = ""] = skips ? parts.slice(2) : parts;
  return { namespace: inNamespaces ? namespaceName : "", resource, name, subresource };
}

/** A read or a deletion without a name is one of the collection; a selector of one name gives the name back. */
function collectionVerb(
  verb: string,
  name: string,
  query: ReadonlyMap<string, string>,
): Pick<ResourceRequest, "verb" | "name"> {
  if (name !== "" || (verb !== "get" && verb !== "delete")) return { verb, name };
  // Deletions read their options elsewhere, so their selectors give no name.
  if (verb === "delete") return { verb: "deletecollection", name };
  return { verb: isWatch(query) ? "watch" : "list", name: selectedName(query) };
}

function isWatch(query: ReadonlyMap<string, string>): boolean {
  const watch = query.get("watch")?.toLowerCase();
  return watch !== undefined && watch !== "false" && watch !== "0";
}

/** `metadata.name=x`, if x can stand in a path; nothing where the API server cannot decode the options. */
function selectedName(query: ReadonlyMap<string, string>): string {
  const requirements = parseFieldSelector(query.get("fieldSelector") ?? "");
  if (requirements === undefined || !isDecodable(query)) return "";
  const exact = requirements.find(isExactName)?.value ?? "";
  return exact === "." || exact === ".." || /[/%]/.test(exact) ? "" : exact;
}

function isExactName({ field, operator }: FieldRequirement): boolean {
  return field === "metadata.name" && operator === "=";
}

function isDecodable(query: ReadonlyMap<string, string>): boolean {
  return (
    isLabelSelectorText(query.get("labelSelector") ?? "") &&
    ["limit", "timeoutSeconds"].every((key) => isInt64(query.get(key) ?? "0"))
  );
}

function trimmed(path: string): string {
  let start = 0;
  let end = path.length;
  while (start < end && path[start] === "/") start += 1;
  while (end > start && path[end - 1] === "/") end -= 1;
  return path.slice(start, end);
}

/** The first value of each key. */
function queryOf(text: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const part of text.split("&")) {
    const [key = "", ...value] = part.split("=");
    const name = decoded(key.replaceAll("+", " "));
    if (!query.has(name)) query.set(name, decoded(value.join("=").replaceAll("+", " ")));
  }
  return query;
}

// An escape that is none stays as it is.
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
