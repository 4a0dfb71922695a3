import type { ObjectReferenceOfEvent } from "./event.ts";

/** Verb and object of a request, as the API server reads them of method and path. */
export interface RequestOfPath {
  readonly verb: string;
  readonly objectRef: ObjectReferenceOfEvent | undefined;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ["POST", "create"],
  ["GET", "get"],
  ["HEAD", "get"],
  ["PUT", "update"],
  ["PATCH", "patch"],
  ["DELETE", "delete"],
]);

/** What a path asks for (staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go, NewRequestInfo). */
export function requestOfPath(uri: string, method: string): RequestOfPath {
  const [path = "", query = ""] = uri.split("?");
  const parts = path.split("/").filter((part) => part !== "");
  const verb = VERBS.get(method.toUpperCase()) ?? method.toLowerCase();
  const objectRef = referenceOf(parts);
  return objectRef === undefined
    ? { verb, objectRef }
    : { verb: verbOf(verb, objectRef.name, query), objectRef };
}

function referenceOf([root = "", ...parts]: readonly string[]): ObjectReferenceOfEvent | undefined {
  if (root !== "apis" && root !== "api") return undefined;
  const [apiGroup = "", apiVersion = "", ...rest] = root === "apis" ? parts : ["", ...parts];
  const namespace = namespaceIn(rest);
  const own = namespace === "" ? rest : rest.slice(2);
  const text = (index: number): string => own[index] ?? "";
  if (own.length === 0) return undefined;
  const named = { resource: text(0), name: text(1), subresource: text(2) };
  return { apiGroup, apiVersion, namespace, ...named };
}

function namespaceIn([first, name = "", third]: readonly string[]): string {
  return first === "namespaces" && third !== undefined && !OF_NAMESPACE.has(third) ? name : "";
}

/** Subresources of a Namespace itself. */
const OF_NAMESPACE: ReadonlySet<string> = new Set(["status", "finalize"]);

function verbOf(verb: string, name: string, query: string): string {
  if (name !== "") return verb;
  if (verb === "get") return /(?:^|&)watch=(?:true|1)(?:&|$)/.test(query) ? "watch" : "list";
  return verb === "delete" ? "deletecollection" : verb;
}
