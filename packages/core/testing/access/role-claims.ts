import type { AccessRequest } from "../../src/access/request.ts";
import { resourceRequest } from "../../src/access/request.ts";
import type { PolicyRule } from "../../src/access/rule.ts";
import { apiResources } from "../../src/kubernetes/resources.ts";

/** What a finding says that holders of a role may do: one of these at least, of each list. */
export type Claims = readonly (readonly Claim[])[];

interface Claim {
  readonly verb: string;
  readonly group: string;
  /** With its subresource. */
  readonly resource: string;
  readonly name: string;
}

const ANY_GROUP = "any.example";

/** Reads what the message of a check about roles claims; undefined where it claims nothing that somebody may do. */
export function claimsOf(check: string, message: string, rule: PolicyRule): Claims | undefined {
  switch (check) {
    case "aggregation-label-added":
    case "role-unused":
    case "rule-without-effect":
      return undefined;
    case "wildcard-everything-role":
      return [
        [{ verb: "get", group: "", resource: "secrets", name: "" }],
        [{ verb: "patch", group: ANY_GROUP, resource: "things", name: "x" }],
      ];
    case "wildcard-verb":
      return listOf(/^allows every verb on ([^/].*)$/.exec(message)?.[1]).map((resource) =>
        groupsOf(rule).flatMap((group) =>
          ["get", "bind", "impersonate", "approve"].map((verb) =>
            claim(verb, group, resource, rule),
          ),
        ),
      );
    case "wildcard-resource":
      return verbsOf(message).map((verb) =>
        groupsOf(rule).flatMap((group) =>
          resourcesOf(group).map((resource) => claim(verb, group, resource, rule)),
        ),
      );
    default:
      return namedClaims(message, rule);
  }
}

const MESSAGE = /^allows (.*?) on (.*?)(?: of (every group))?(?: named (.*?))?(?:, which .*)?$/;

function namedClaims(message: string, rule: PolicyRule): Claims | undefined {
  const [, verbs, resources, everyGroup] = MESSAGE.exec(message) ?? [];
  if (verbs === undefined) return undefined;
  return listOf(resources).flatMap((text) => {
    const [resource = "", group = ""] = text.split(" of ");
    const groups = everyGroup === undefined ? [group] : groupsOf(rule);
    return listOf(verbs).map((verb) => groups.flatMap((each) => claim(verb, each, resource, rule)));
  });
}

function claim(verb: string, group: string, resource: string, rule: PolicyRule): Claim {
  const [name = "x"] = rule.resourceNames;
  return { verb: verb === "*" ? "get" : verb, group, resource: exact(resource), name };
}

function exact(resource: string): string {
  return resource.startsWith("*/")
    ? `pods${resource.slice(1)}`
    : resource === "*"
      ? "pods"
      : resource;
}

function verbsOf(message: string): readonly string[] {
  return listOf(/^allows (.*?) on every resource/.exec(message)?.[1]);
}

function groupsOf({ apiGroups }: PolicyRule): readonly string[] {
  return apiGroups.includes("*") ? ["", ANY_GROUP, ...builtInGroups()] : apiGroups;
}

function builtInGroups(): readonly string[] {
  return [...new Set(apiResources().map(({ group }) => group))];
}

function resourcesOf(group: string): readonly string[] {
  const own = apiResources().filter((resource) => resource.group === group);
  return own.length === 0 ? ["things"] : own.map(({ name }) => name);
}

/** `a, b and c` and `a, b, c and 2 more`. */
function listOf(text: string | undefined): readonly string[] {
  const items = (text ?? "").split(/, | and /);
  return items.filter((item) => item !== "" && !/^\d+ more$/.test(item));
}

const VIRTUAL = ["/users", "/groups", "certificates.k8s.io/signers"];
const CLUSTER: ReadonlySet<string> = new Set([
  ...apiResources().flatMap(({ namespaced, group, name }) =>
    namespaced ? [] : [`${group}/${name}`],
  ),
  ...VIRTUAL,
  ...["groups", "nodes", "uids", "users"].map((name) => `authentication.k8s.io/${name}`),
]);
const OF_ONE_NAMESPACE = ["get", "watch", "update", "patch", "delete"];

/** The request that the API server makes of a claim where a binding holds in a namespace, or everywhere (""). */
export function requestOf(claimed: Claim, namespace: string): AccessRequest {
  const { verb, group, resource, name } = claimed;
  const [parent = "", subresource = ""] = resource.split("/");
  const request = { verb, group, resource: parent, subresource, name };
  if (isOfOneNamespace(claimed, parent)) {
    const own = namespace === "" ? name : namespace;
    return resourceRequest({ ...request, name: own, namespace: own });
  }
  const isBind = parent === "clusterroles" && verb === "bind";
  const isCluster = CLUSTER.has(`${group}/${parent}`) && !isBind;
  return resourceRequest({ ...request, namespace: isCluster ? "" : namespace || "elsewhere" });
}

function isOfOneNamespace({ verb, group }: Claim, parent: string): boolean {
  return group === "" && parent === "namespaces" && OF_ONE_NAMESPACE.includes(verb);
}
