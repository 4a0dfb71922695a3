import type { Authorizer } from "../access/authorizer.ts";
import type { AccessBinding, AccessSubject } from "../access/model.ts";
import { type ResourceRequest, resourceRequest } from "../access/request.ts";
import { isPartOfKubernetes, userOfSubject } from "../access/rights/subjects.ts";
import { ruleAllows } from "../access/rule.ts";
import { authenticatedUser } from "../access/user.ts";
import { type Cluster, clusterFact } from "../cluster/cluster.ts";
import { showsAll } from "../snapshot/completeness.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";

/** A right by which something can be exploited: any of the verbs on the resource, in any namespace. */
export interface NeededRight {
  readonly verbs: readonly string[];
  readonly group: string;
  /** `nodes`, `nodes/proxy`. */
  readonly resource: string;
}

/** Whether somebody has a right who is no administrator and no part of Kubernetes. */
export interface RightHolders {
  readonly held: "yes" | "no" | "unknown";
  /** `user jane`, `group dev`, `serviceaccount/shop/web`; some of them. */
  readonly who: readonly string[];
  readonly proof: readonly Evidence[];
}

const MOST = 3;

/** Who besides administrators has one of the rights. */
export function holdersBesidesAdmins(
  cluster: Cluster,
  rights: readonly NeededRight[],
): RightHolders {
  const { access, snapshot } = cluster;
  const found = boundTo(cluster, rights);
  const open = saidToNobody(access, rights);
  if (open === "yes") return { held: "yes", who: ["everybody"], proof: [] };
  const who = [...found.keys()];
  if (who.length > 0) return { held: "yes", who, proof: [...found.values()].slice(0, MOST) };
  return { held: open === "no" && showsAll(snapshot) ? "no" : "unknown", who, proof: [] };
}

/** Whom bindings give one of the rights, each with the first binding that does. */
function boundTo(cluster: Cluster, rights: readonly NeededRight[]): ReadonlyMap<string, Evidence> {
  const isAdmin = administratorsOf(cluster);
  const found = new Map<string, Evidence>();
  for (const binding of cluster.access.bindings) {
    if (!binding.role || !givesOne(binding, rights)) continue;
    for (const subject of binding.subjects) {
      const name = nameOf(subject);
      if (found.has(name) || isPartOfKubernetes(subject) || isAdmin(subject)) continue;
      found.set(name, evidenceOf(binding, name, rights));
    }
  }
  return found;
}

function givesOne({ role }: AccessBinding, rights: readonly NeededRight[]): boolean {
  return rights.some(({ verbs, ...right }) =>
    verbs.some((verb) =>
      role?.rules.some((rule) => {
        // A rule for some names alone lets somebody do it all the same.
        const [name = ""] = rule.resourceNames;
        return ruleAllows(rule, { ...requestFor(verb, right), name });
      }),
    ),
  );
}

function requestFor(
  verb: string,
  { group, resource }: Omit<NeededRight, "verbs">,
): ResourceRequest {
  const [name = "", subresource = ""] = resource.split("/");
  return resourceRequest({ verb, group, resource: name, subresource });
}

function evidenceOf(
  { object, name }: AccessBinding,
  who: string,
  rights: readonly NeededRight[],
): Evidence {
  const what = rights.map(({ verbs, resource }) => `${verbs.join(", ")} ${resource}`).join(" or ");
  return { object: object.reference, path: ["subjects"], message: `${name} lets ${who} ${what}` };
}

function nameOf({ kind, name, namespace }: AccessSubject): string {
  return kind === "ServiceAccount"
    ? `serviceaccount/${namespace}/${name}`
    : `${kind.toLowerCase()}/${name}`;
}

/** What the API server says to a user whom no binding names: an authorizer that is not known may say yes to everybody. */
function saidToNobody(access: Authorizer, rights: readonly NeededRight[]): VerdictValue {
  const nobody = authenticatedUser("\ud800");
  const said = rights.flatMap(({ verbs, ...right }) =>
    verbs.map((verb) => access.explain(nobody, requestFor(verb, right)).verdict),
  );
  if (said.includes("yes")) return "yes";
  return said.includes("unknown") ? "unknown" : "no";
}

/** Subjects that may do everything. */
const administratorsOf = clusterFact(({ access }) => {
  const known = new Map<string, boolean>();
  const everything = resourceRequest({ verb: "*", group: "*", resource: "*" });
  return (subject: AccessSubject): boolean => {
    const key = nameOf(subject);
    const told = known.get(key) ?? access.authorize(userOfSubject(subject), everything).allowed;
    known.set(key, told);
    return told;
  };
});
