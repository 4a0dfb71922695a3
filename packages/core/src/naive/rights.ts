import type { JsonValue } from "../kubernetes/json.ts";
import {
  allowedBy,
  hasUnknownRole,
  type NaiveAccount,
  type NaiveAsked,
  rulesOf,
} from "./access.ts";
import { nameOf, namespaceIn, type Objects, ofKind, text, texts } from "./json.ts";
import type { NaiveAnswer, NaivePair } from "./model.ts";
import { podsOf } from "./pods.ts";

const READING = ["get", "list", "watch"];
const CHANGING = ["create", "update", "patch", "delete", "deletecollection"];
const OTHERS = ["bind", "escalate", "impersonate", "approve", "sign", "attest"];

/** Kubernetes' own resources that are in no namespace. */
const CLUSTER_WIDE = new Set(
  `/namespaces /nodes /nodes/status /nodes/proxy /persistentvolumes /componentstatuses rbac.authorization.k8s.io/clusterroles
  rbac.authorization.k8s.io/clusterrolebindings storage.k8s.io/storageclasses storage.k8s.io/csidrivers storage.k8s.io/csinodes storage.k8s.io/volumeattachments
  apiextensions.k8s.io/customresourcedefinitions apiregistration.k8s.io/apiservices node.k8s.io/runtimeclasses scheduling.k8s.io/priorityclasses
  admissionregistration.k8s.io/validatingwebhookconfigurations admissionregistration.k8s.io/mutatingwebhookconfigurations
  admissionregistration.k8s.io/validatingadmissionpolicies admissionregistration.k8s.io/validatingadmissionpolicybindings
  certificates.k8s.io/certificatesigningrequests certificates.k8s.io/signers networking.k8s.io/ingressclasses flowcontrol.apiserver.k8s.io/flowschemas
  flowcontrol.apiserver.k8s.io/prioritylevelconfigurations authentication.k8s.io/tokenreviews authentication.k8s.io/selfsubjectreviews
  authorization.k8s.io/subjectaccessreviews authorization.k8s.io/selfsubjectaccessreviews authorization.k8s.io/selfsubjectrulesreviews
  /users /groups`.split(/\s+/),
);

const BECOMING: readonly string[] = [
  ...["create pods", "create pods/exec", "get pods/exec", "create pods/attach", "get pods/attach"],
  ...["create pods/portforward", "get pods/portforward", "impersonate serviceaccounts"],
  ...[
    "update pods/ephemeralcontainers",
    "patch pods/ephemeralcontainers",
    "create serviceaccounts/token",
  ],
  ...["create", "get", "update", "patch", "delete"].flatMap((verb) => [
    `${verb} pods/proxy`,
    `${verb} services/proxy`,
  ]),
  ...["create", "update", "patch"].flatMap((verb) => [
    `${verb} replicationcontrollers`,
    ...["deployments", "daemonsets", "statefulsets", "replicasets"].map(
      (each) => `${verb} apps/${each}`,
    ),
    ...["jobs", "cronjobs"].map((each) => `${verb} batch/${each}`),
    `${verb} rbac.authorization.k8s.io/rolebindings`,
  ]),
  ...["bind rbac.authorization.k8s.io/roles", "escalate rbac.authorization.k8s.io/roles"],
];

/** The accounts of namespaces: those that are there, those that pods name, and `default`. */
export function accountsOf(
  objects: Objects,
  namespaces: readonly string[],
): readonly NaiveAccount[] {
  return namespaces.flatMap((namespace) => {
    const there = ofKind(objects, "", "ServiceAccount").filter(
      (each) => namespaceIn(each) === namespace,
    );
    const named = podsOf(objects)
      .filter((pod) => pod.namespace === namespace)
      .map(({ spec }) => text(spec, "serviceAccountName") || text(spec, "serviceAccount"));
    const names = new Set([
      "default",
      ...there.map(nameOf),
      ...named.filter((each) => each !== ""),
    ]);
    return [...names].map((name) => ({ namespace, name }));
  });
}

/** Asks the authorizer one request at a time: all that any rule of any role names. */
export function rightsBetween(
  objects: Objects,
  { from, to }: NaivePair,
  sort: "become" | "cluster" | "read" | "write",
): NaiveAnswer {
  const requests = sort === "become" ? BECOMING.map(parsed) : requestsNamed(objects, sort);
  const namespaces = sort === "cluster" ? [""] : to;
  const accounts = accountsOf(objects, from);
  for (const account of accounts) {
    const witness = firstAllowed(objects, account, { namespaces, requests });
    if (witness !== undefined) return { open: "yes", witness };
  }
  const doubts = accounts.map((account) => hasUnknownRole(objects, account));
  const doubt = doubts.find((each) => each !== undefined);
  return doubt === undefined
    ? { open: "no", witness: "" }
    : { open: "unknown", witness: `${doubt} refers to a role that the input does not show` };
}

interface Asked {
  readonly namespaces: readonly string[];
  readonly requests: readonly NaiveAsked[];
}

function firstAllowed(
  objects: Objects,
  account: NaiveAccount,
  { namespaces, requests }: Asked,
): string | undefined {
  for (const namespace of namespaces) {
    for (const request of requests) {
      const binding = allowedBy(objects, account, { ...request, namespace });
      const where = namespace === "" ? "" : ` in ${namespace}`;
      if (binding !== undefined)
        return `system:serviceaccount:${account.namespace}:${account.name} may ${request.verb} ${request.resource}${where} by ${binding}`;
    }
  }
  return undefined;
}

function parsed(line: string): NaiveAsked {
  const [verb = "", what = ""] = line.split(" ");
  const isGrouped =
    /^[a-z.0-9]+\/(?:deployments|daemonsets|statefulsets|replicasets|jobs|cronjobs|roles|rolebindings)$/.test(
      what,
    );
  const slash = what.indexOf("/");
  return isGrouped
    ? {
        verb,
        group: what.slice(0, slash),
        resource: what.slice(slash + 1),
        name: "",
        namespace: "",
      }
    : { verb, group: "", resource: what, name: "", namespace: "" };
}

function requestsNamed(
  objects: Objects,
  sort: "cluster" | "read" | "write",
): readonly NaiveAsked[] {
  const rules = objects
    .filter(({ kind }) => kind === "ClusterRoleBinding" || kind === "RoleBinding")
    .flatMap((binding) => rulesOf(objects, binding));
  const requests = rules.flatMap((rule) => requestsOf(rule, sort));
  return [...new Map(requests.map((each) => [JSON.stringify(each), each])).values()];
}

function requestsOf(rule: JsonValue, sort: "cluster" | "read" | "write"): readonly NaiveAsked[] {
  const [name = ""] = texts(rule, "resourceNames");
  const groups = texts(rule, "apiGroups").map((each) => (each === "*" ? "" : each));
  const resources = texts(rule, "resources").flatMap((each) => meantBy(each, sort));
  return verbsOf(sort)
    .filter((verb) => ["*", verb].some((each) => texts(rule, "verbs").includes(each)))
    .flatMap((verb) =>
      groups.flatMap((group) =>
        resources.map((resource) => ({ verb, group, resource, name, namespace: "" })),
      ),
    )
    .filter((asked) => isOfSort(asked, sort));
}

function verbsOf(sort: "cluster" | "read" | "write"): readonly string[] {
  if (sort === "cluster") return [...CHANGING, ...OTHERS, "get"];
  return sort === "read" ? READING : CHANGING;
}

function isOfSort(
  { verb, group, resource }: NaiveAsked,
  sort: "cluster" | "read" | "write",
): boolean {
  const isCluster = CLUSTER_WIDE.has(`${group}/${resource}`);
  if (isCluster !== (sort === "cluster")) return false;
  return !isCluster || !isHarmless(verb, group, resource);
}

function meantBy(resource: string, sort: "cluster" | "read" | "write"): readonly string[] {
  if (resource === "*") return sort === "cluster" ? ["nodes"] : ["secrets"];
  return [resource.replace(/^\*\//, sort === "cluster" ? "nodes/" : "pods/")];
}

function isHarmless(verb: string, group: string, resource: string): boolean {
  if (verb === "get") return resource !== "nodes/proxy";
  return group === "authentication.k8s.io" || group === "authorization.k8s.io";
}
