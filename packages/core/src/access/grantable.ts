import { apiResources } from "../kubernetes/resources.ts";

/** What the API has under a name in a group: `unknown` where custom resources or other API servers may bring it. */
export type ResourceScope = "namespaced" | "cluster" | "absent" | "unknown";

/** Whether a resource is in namespaces; `resource` may have a subresource. */
export function scopeOfResource(group: string, resource: string): ResourceScope {
  const [parent = ""] = resource.split("/");
  const known = scopes().get(`${group}/${parent}`);
  if (known !== undefined) return known;
  return groups().has(group) ? "absent" : "unknown";
}

/**
 * Whether a RoleBinding can ever grant a request: the API server asks within a namespace only about what is in one, about the
 * Namespace object itself by its own name (k8s.io/apiserver/pkg/endpoints/request/requestinfo.go), and about the verb `bind` in
 * that of the new binding, ClusterRoles included (`BindingAuthorized` of k8s.io/kubernetes/pkg/registry/rbac/escalation_check.go).
 */
export function isAskedInNamespaces(
  { verb, group, resource }: Asked,
  { names, namespaces }: Limits = NO_LIMITS,
): boolean {
  const scope = scopeOfResource(group, resource);
  if (scope !== "cluster") return scope !== "absent";
  const [parent = ""] = resource.split("/");
  const name = `${group}/${parent}`;
  if (!(IN_NAMESPACES.get(name) ?? []).includes(verb)) return false;
  if (name !== NAMESPACES || names.length === 0 || namespaces === undefined) return true;
  return names.some((each) => namespaces.has(each));
}

interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
}

/** The only names that a rule is for, if there are any, and where it is given. */
interface Limits {
  readonly names: readonly string[];
  readonly namespaces: ReadonlySet<string> | undefined;
}

const NO_LIMITS: Limits = { names: [], namespaces: undefined };
const NAMESPACES = "/namespaces";

/** Whether Kubernetes serves a group itself, so that nothing else brings resources into it. */
export function isKubernetesGroup(group: string): boolean {
  return groups().has(group);
}

/** The verbs of requests about resources (k8s.io/apiserver/pkg/endpoints/request/requestinfo.go). */
export const USUAL_VERBS: readonly string[] = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
];

/** Whether the API server or its plugins ever ask about a verb of Kubernetes' own resources. */
export function isKnownVerb(verb: string): boolean {
  return verb === "*" || USUAL_VERBS.includes(verb) || SPECIAL_VERB.test(verb);
}

/** The groups of a rule; those of Kubernetes for `*` where no other API server asks about its verbs. */
export function groupsAskedAbout({
  verbs,
  apiGroups,
}: {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
}): readonly string[] {
  if (!apiGroups.includes("*") || !verbs.every((verb) => ONLY_KUBERNETES.test(verb))) {
    return apiGroups;
  }
  return [...groups()];
}

const ONLY_KUBERNETES = /^(?:approve|attest|bind|escalate|impersonate|impersonate:.+|sign)$/;

// `use` was that of PodSecurityPolicies; those with colons are of constrained impersonation and of claims of devices; `proxy`
// and `redirect` are what old roles name.
const SPECIAL_VERB =
  /^(?:approve|attest|bind|escalate|impersonate|proxy|redirect|sign|use|(?:impersonate|impersonate-on|arbitrary-node|associated-node):.+)$/;

/** Whether a group has a resource that is in namespaces; any group that Kubernetes does not serve may. */
export function hasNamespaced(group: string): boolean {
  if (!groups().has(group)) return true;
  return apiResources().some((resource) => resource.group === group && resource.namespaced);
}

const RBAC = "rbac.authorization.k8s.io";

const IN_NAMESPACES: ReadonlyMap<string, readonly string[]> = new Map([
  [NAMESPACES, ["get", "watch", "update", "patch", "delete"]],
  [`${RBAC}/clusterroles`, ["bind"]],
]);

let byName: ReadonlyMap<string, ResourceScope> | undefined;

function scopes(): ReadonlyMap<string, ResourceScope> {
  byName ??= new Map([
    ...apiResources().map(
      ({ group, name, namespaced }) =>
        [`${group}/${name}`, namespaced ? "namespaced" : "cluster"] as const,
    ),
    ...ASKED_ABOUT,
  ]);
  return byName;
}

let builtIn: ReadonlySet<string> | undefined;

function groups(): ReadonlySet<string> {
  builtIn ??= new Set(apiResources().map(({ group }) => group));
  return builtIn;
}

/** What is no resource and yet asked about, custom resources whose scope is known, and what was a resource once. */
const ASKED_ABOUT: readonly (readonly [name: string, scope: ResourceScope])[] = [
  // Impersonation: k8s.io/apiserver/pkg/endpoints/filters/impersonation.
  ["/groups", "cluster"],
  ["/users", "cluster"],
  ["authentication.k8s.io/groups", "cluster"],
  ["authentication.k8s.io/nodes", "cluster"],
  ["authentication.k8s.io/serviceaccounts", "namespaced"],
  ["authentication.k8s.io/uids", "cluster"],
  ["authentication.k8s.io/userextras", "cluster"],
  ["authentication.k8s.io/users", "cluster"],
  // The plugins CertificateApproval, CertificateSigning and ClusterTrustBundleAttest.
  ["certificates.k8s.io/signers", "cluster"],
  ["cilium.io/ciliumclusterwidenetworkpolicies", "cluster"],
  ["crd.projectcalico.org/globalnetworkpolicies", "cluster"],
  ["gateway.networking.k8s.io/gatewayclasses", "cluster"],
  ["kyverno.io/clusterpolicies", "cluster"],
  ["policy.networking.k8s.io/adminnetworkpolicies", "cluster"],
  ["policy.networking.k8s.io/baselineadminnetworkpolicies", "cluster"],
  ["policy.networking.k8s.io/clusternetworkpolicies", "cluster"],
  ["policy/podsecuritypolicies", "unknown"],
  ["projectcalico.org/globalnetworkpolicies", "cluster"],
  ["templates.gatekeeper.sh/constrainttemplates", "cluster"],
];
