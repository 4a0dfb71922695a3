import { quote, sortedSet } from "../kubernetes/go-text.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { bootstrapPolicy } from "./bootstrap.ts";
import type { NodeStep, Vertex, VertexKind } from "./model.ts";
import { createNodeGraph, type NodeGraph } from "./node-graph.ts";
import { type AccessRequest, isNonResourceRequest, type ResourceRequest } from "./request.ts";
import { readPolicyRules, ruleAllows } from "./rule.ts";
import { type AccessUser, nodeNameOf, nodeUser } from "./user.ts";

/** What the Node authorizer says; it never denies. */
interface NodeDecision {
  readonly allowed: boolean;
  /** As upstream words it, "" where it allows or has nothing to say. */
  readonly reason: string;
  readonly by?: "Node";
  readonly way?: readonly NodeStep[];
}

/** The Node authorizer of an API server. */
export interface NodeAuthorizer {
  readonly decide: (user: AccessUser, request: AccessRequest) => NodeDecision;
  /** The nodes whose kubelets may do it, sorted; only nodes that the snapshot shows. */
  readonly nodesThatCan: (request: AccessRequest) => readonly string[];
}

const NO_OPINION: NodeDecision = { allowed: false, reason: "" };
const ALLOWED: NodeDecision = { allowed: true, reason: "", by: "Node" };
const READ = ["get", "list", "watch"];
/** `api.NamespaceNodeLease`. */
const NODE_LEASES = "kube-node-lease";

/** What a judge of one resource is given. */
interface Question {
  readonly nodeName: string;
  readonly request: ResourceRequest;
  readonly graph: NodeGraph;
}

type Judge = (question: Question) => NodeDecision;

/** Follows k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/node_authorizer.go, with the default feature gates of the cluster's version. */
export function createNodeAuthorizer(snapshot: Snapshot): NodeAuthorizer {
  const minor = Number(/^v1\.(\d+)/.exec(snapshot.assumptions.kubernetesVersion.value)?.[1] ?? 99);
  const judges = judgesOf(minor);
  let graph: NodeGraph | undefined;

  function decide(user: AccessUser, request: AccessRequest): NodeDecision {
    const nodeName = nodeNameOf(user);
    if (nodeName === undefined) return NO_OPINION;
    if (nodeName === "") return refused(`unknown node for user ${quote(user.name)}`);
    if (!isNonResourceRequest(request)) {
      const judge = judges.get(`${request.group}/${request.resource}`);
      if (judge) {
        graph ??= createNodeGraph(snapshot);
        return judge({ nodeName, request, graph });
      }
    }
    return nodeRules().some((rule) => ruleAllows(rule, request)) ? ALLOWED : NO_OPINION;
  }

  return {
    decide,
    nodesThatCan: (request) => {
      graph ??= createNodeGraph(snapshot);
      const names = snapshot.ofKind("", "Node").map(({ reference }) => reference.name);
      return sortedSet([...graph.nodes, ...names]).filter(
        (name) => decide(nodeUser(name), request).allowed,
      );
    },
  };
}

/** `NodeRules` of the bootstrap policy: the ClusterRole `system:node` holds the same. */
function nodeRules() {
  const role = bootstrapPolicy()
    .ofKind("rbac.authorization.k8s.io", "ClusterRole")
    .find(({ reference }) => reference.name === "system:node");
  return (staticRules ??= readPolicyRules(role?.object["rules"]));
}

let staticRules: ReturnType<typeof readPolicyRules> | undefined;

function judgesOf(minor: number): ReadonlyMap<string, Judge> {
  // AuthorizeNodeWithSelectors is on from 1.32, KubeletServiceAccountTokenForCredentialProviders from 1.34.
  const selectors = minor >= 32;
  const judges: [string, Judge][] = [
    ["/secrets", (question) => readNamespaced(question, "secret")],
    ["/configmaps", (question) => readNamespaced(question, "configmap")],
    ["/persistentvolumeclaims", persistentVolumeClaims],
    ["/persistentvolumes", (question) => get(question, "persistentvolume")],
    ["resource.k8s.io/resourceclaims", (question) => get(question, "resourceclaim")],
    ["storage.k8s.io/volumeattachments", (question) => get(question, "volumeattachment")],
    ["/serviceaccounts", (question) => serviceAccounts(question, minor >= 34)],
    ["coordination.k8s.io/leases", leases],
    ["storage.k8s.io/csinodes", csiNodes],
    ["resource.k8s.io/resourceslices", (question) => resourceSlices(question, selectors)],
    // The gate PodCertificateRequest is off by default.
    ["certificates.k8s.io/podcertificaterequests", () => NO_OPINION],
  ];
  if (selectors) judges.push(["/nodes", nodes], ["/pods", pods]);
  return new Map(judges);
}

function refused(reason: string): NodeDecision {
  return { allowed: false, reason };
}

function related({ nodeName, request, graph }: Question, kind: VertexKind): NodeDecision {
  const { namespace, name } = request;
  const from: Vertex = { kind, namespace, name };
  const way = graph.wayTo(nodeName, from);
  if (way) return { ...ALLOWED, way };
  return refused(`no relationship found between node '${nodeName}' and this object`);
}

function named(question: Question, kind: VertexKind): NodeDecision {
  return question.request.name === "" ? refused("No Object name found") : related(question, kind);
}

function get(question: Question, kind: VertexKind): NodeDecision {
  const { verb, subresource } = question.request;
  if (verb !== "get") return refused("can only get individual resources of this type");
  if (subresource !== "") return refused("cannot get subresource");
  return named(question, kind);
}

function readNamespaced(question: Question, kind: VertexKind): NodeDecision {
  const { verb, subresource, namespace } = question.request;
  if (!READ.includes(verb)) return refused("can only read resources of this type");
  if (subresource !== "") return refused("cannot read subresource");
  if (namespace === "") return refused("can only read namespaced object of this type");
  return named(question, kind);
}

function persistentVolumeClaims(question: Question): NodeDecision {
  const { verb, subresource } = question.request;
  if (subresource !== "status") return get(question, "persistentvolumeclaim");
  if (verb === "update" || verb === "patch") return named(question, "persistentvolumeclaim");
  return refused("can only get/update/patch this type");
}

function serviceAccounts(question: Question, mayGet: boolean): NodeDecision {
  const { verb, subresource, name } = question.request;
  if (verb === "get" && subresource === "") {
    return mayGet
      ? readNamespaced(question, "serviceaccount")
      : refused("not allowed to get service accounts");
  }
  if (verb !== "create" || name === "") {
    return refused("can only create tokens for individual service accounts");
  }
  if (subresource !== "token") {
    return refused("can only create token subresource of serviceaccount");
  }
  return related(question, "serviceaccount");
}

const OWN_OBJECT_VERBS = ["get", "create", "update", "patch", "delete"];

// On create the name is not known yet; NodeRestriction checks it at admission.
function leases({ nodeName, request }: Question): NodeDecision {
  const { verb, namespace, name } = request;
  if (!OWN_OBJECT_VERBS.includes(verb)) {
    return refused("can only get, create, update, patch, or delete a node lease");
  }
  if (namespace !== NODE_LEASES) {
    return refused(`can only access leases in the ${quote(NODE_LEASES)} system namespace`);
  }
  if (verb !== "create" && name !== nodeName) {
    return refused("can only access node lease with the same name as the requesting node");
  }
  return ALLOWED;
}

function csiNodes({ nodeName, request }: Question): NodeDecision {
  const { verb, subresource, name } = request;
  if (!OWN_OBJECT_VERBS.includes(verb)) {
    return refused("can only get, create, update, patch, or delete a CSINode");
  }
  if (subresource !== "") return refused("cannot authorize CSINode subresources");
  if (verb !== "create" && name !== nodeName) {
    return refused("can only access CSINode with the same name as the requesting node");
  }
  return ALLOWED;
}

const SLICE_VERBS = new Set(["get", "update", "patch", "delete"]);
const SLICE_COLLECTION_VERBS = new Set(["watch", "list", "deletecollection"]);

function resourceSlices(question: Question, selectors: boolean): NodeDecision {
  const { verb, subresource } = question.request;
  if (subresource !== "") return refused("cannot authorize ResourceSlice subresources");
  if (verb === "create") return ALLOWED;
  if (SLICE_VERBS.has(verb)) return named(question, "resourceslice");
  if (!SLICE_COLLECTION_VERBS.has(verb)) {
    return refused(
      "only the following verbs are allowed for a ResourceSlice: get, watch, list, create, update, patch, delete, deletecollection",
    );
  }
  if (!selectors || selectsNode(question)) return ALLOWED;
  return refused(
    "can only list/watch/deletecollection resourceslices with nodeName field selector",
  );
}

function selectsNode({ nodeName, request }: Question): boolean {
  return (request.fieldSelector ?? []).some(
    ({ field, operator, value }) =>
      field === "spec.nodeName" && operator === "=" && value === nodeName,
  );
}

/** Verbs that are allowed whatever the object is, by subresource: NodeRestriction narrows them at admission. */
const NODE_WRITES: ReadonlyMap<string, readonly string[]> = new Map([
  ["", ["create", "update", "patch"]],
  ["status", ["update", "patch"]],
]);
const POD_WRITES: ReadonlyMap<string, readonly string[]> = new Map([
  // Mirror pods.
  ["", ["create", "delete"]],
  ["status", ["update", "patch"]],
  ["eviction", ["create"]],
]);

function nodes({ nodeName, request }: Question): NodeDecision {
  const { verb, subresource, name } = request;
  if (NODE_WRITES.get(subresource)?.includes(verb)) return ALLOWED;
  if (subresource !== "" || !READ.includes(verb)) return NO_OPINION;
  if (name === nodeName) return ALLOWED;
  return name === ""
    ? refused(`node '${nodeName}' cannot read all nodes, only its own Node object`)
    : refused(`node '${nodeName}' cannot read '${name}', only its own Node object`);
}

function pods(question: Question): NodeDecision {
  const { verb, subresource, name } = question.request;
  if (POD_WRITES.get(subresource)?.includes(verb)) return ALLOWED;
  if (subresource !== "" || !READ.includes(verb)) return NO_OPINION;
  if (verb === "get") return get(question, "pod");
  if (selectsNode(question)) return ALLOWED;
  if (name !== "") return named(question, "pod");
  return refused("can only list/watch pods with spec.nodeName field selector");
}
