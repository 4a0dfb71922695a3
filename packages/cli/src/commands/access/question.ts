import { type AccessRequest, type ResourceRequest, resourceRequest } from "@watertight/core/access";
import {
  type ApiResource,
  apiResources,
  customResourceOf,
  findResource,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import { UsageError } from "../../usage-error.ts";

/** A question of the command line, with what is to be said about how it was read. */
export interface AskedAccess {
  readonly request: AccessRequest;
  /** Whole sentences. */
  readonly remarks: readonly string[];
}

/** The operands of a question: its words, and after them the paths of what decides. */
export interface AskedWords {
  readonly words: readonly string[];
  readonly paths: readonly string[];
}

/**
 * Splits `VERB RESOURCE [NAME] PATH...` and `VERB URL PATH...`. A name holds no slash: what stands in its place and has one is a path,
 * and so are `.`, `..` and `-`.
 */
export function askedWords(args: Arguments, verb: string): AskedWords {
  const { operands } = args;
  const byOption = args.value("non-resource-url") !== undefined;
  const wanted = byOption ? 1 : 2;
  const at = operands[wanted];
  const named = !byOption && !operands[1]?.startsWith("/") && at !== undefined && !isPath(at);
  const words = operands.slice(0, named ? wanted + 1 : wanted);
  const paths = operands.slice(words.length);
  const stray = paths.find((path) => !isPath(path));
  if (stray === undefined) return { words, paths: [...paths, ...args.values("filename")] };
  throw new UsageError(
    byOption
      ? "Ask either about a resource or about a URL."
      : `"watertight ${verb}" does not take "${stray}"; as a path it is ./${stray}.`,
    { verb },
  );
}

function isPath(text: string): boolean {
  return text.includes("/") || text === "." || text === ".." || text === "-";
}

/** Reads `VERB RESOURCE[/SUBRESOURCE] [NAME]` or `VERB URL`; resources by any name that kubectl takes. */
export function questionOf(
  words: readonly string[],
  args: Arguments,
  { verb, snapshot }: { readonly verb: string; readonly snapshot: Snapshot },
): AskedAccess {
  const [asked, what, name = ""] = words;
  const usage = { verb };
  if (asked === undefined) throw new UsageError("Give a verb, such as get.", usage);
  const target = args.value("non-resource-url") ?? what;
  if (target === undefined) {
    throw new UsageError("Give a resource, such as pods or deployments.apps.", usage);
  }
  return args.value("non-resource-url") !== undefined || target.startsWith("/")
    ? { request: { verb: asked, path: target }, remarks: [] }
    : resourceQuestion({ verb: asked, what: target, name }, args, snapshot);
}

function resourceQuestion(
  { verb, what, name }: { readonly verb: string; readonly what: string; readonly name: string },
  args: Arguments,
  snapshot: Snapshot,
): AskedAccess {
  const [text = "", ...below] = what.split("/");
  const apiGroup = args.value("api-group");
  const known = findResource(text, resourcesOf(snapshot, apiGroup));
  const { group, resource } = known ? groupResource(known) : writtenResource(text, apiGroup);
  const namespace = args.value("namespace") ?? "";
  const request = resourceRequest({
    verb,
    group,
    resource,
    subresource: below.join("/"),
    name,
    // The API server takes the name of a namespace as its namespace, so that bindings inside it count.
    namespace: isNamespaces(group, resource) && namespace === "" ? name : namespace,
  });
  return { request, remarks: remarksOn(request, known, what) };
}

function groupResource({ group, name }: ApiResource): {
  readonly group: string;
  readonly resource: string;
} {
  return { group, resource: name };
}

/** `widgets.example.com` where nobody knows the resource. */
function writtenResource(
  text: string,
  apiGroup: string | undefined,
): ReturnType<typeof groupResource> {
  const [resource = "", ...rest] = text.split(".");
  return { group: apiGroup ?? rest.join("."), resource };
}

/** Every resource of Kubernetes and of the input, perhaps of one group. */
export function resourcesOf(snapshot: Snapshot, group: string | undefined): readonly ApiResource[] {
  const custom = snapshot
    .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
    .flatMap(({ object }) => customResourceOf(object) ?? []);
  const all = [...apiResources(), ...custom];
  return group === undefined ? all : all.filter((resource) => resource.group === group);
}

function isNamespaces(group: string, resource: string): boolean {
  return group === "" && resource === "namespaces";
}

function remarksOn(
  { resource, group, namespace, subresource }: ResourceRequest,
  known: ApiResource | undefined,
  what: string,
): readonly string[] {
  if (resource === "*") return [];
  const full = group === "" ? resource : `${resource}.${group}`;
  if (!known) {
    return [`${what} is no resource of Kubernetes or of the input; asked as ${full} as it is.`];
  }
  const remarks: string[] = [];
  if (!known.namespaced && namespace !== "" && !isNamespaces(group, resource)) {
    remarks.push(`${full} is not namespaced; no request for it has a namespace.`);
  }
  const { subresources } = known;
  if (subresource !== "" && subresources.length > 0 && !subresources.includes(subresource)) {
    remarks.push(`${full} has no subresource ${subresource}, only ${subresources.join(", ")}.`);
  }
  return remarks;
}

/** `get pods/log named "a" in namespace shop`. */
export function requestText(request: AccessRequest): string {
  if ("path" in request) return `${request.verb} ${request.path}`;
  const { verb, group, resource, subresource, name, namespace } = request;
  const below = subresource === "" ? "" : `/${subresource}`;
  const full = `${resource}${below}${group === "" ? "" : `.${group}`}`;
  const named = name === "" ? "" : ` named ${name}`;
  return `${verb} ${full}${named} ${namespace === "" ? "cluster-wide" : `in namespace ${namespace}`}`;
}
