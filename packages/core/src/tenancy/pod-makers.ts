import type { Authorizer } from "../access/authorizer.ts";
import { proofOfGrant } from "../access/proof.ts";
import { type AccessRequest, resourceRequest } from "../access/request.ts";
import { isPartOfKubernetes, userOfSubject } from "../access/rights/subjects.ts";
import type { AccessUser } from "../access/user.ts";
import type { AllowedSubject } from "../access/who-can.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** Somebody who may do something, with what gives it. */
export interface Holder {
  /** `serviceaccount/shop/web`, `user/ann`, `group/devs`. */
  readonly who: string;
  readonly may: string;
  readonly proof: readonly Evidence[];
  /** Who the API server sees. */
  readonly user: AccessUser;
}

/** Whoever may do one of these by RBAC, parts of Kubernetes itself left out; each once, by the first that it may. */
export function holdersOf(
  access: Authorizer,
  requests: readonly AccessRequest[],
): readonly Holder[] {
  const found = new Map<string, Holder>();
  for (const request of requests) {
    for (const allowed of access.whoCan(request)) {
      const who = nameOf(allowed);
      if (isPartOfKubernetes(allowed.subject) || found.has(who)) continue;
      const [grant] = allowed.grants;
      const user = userOfSubject(allowed.subject);
      found.set(who, {
        ...{ who, may: wordsOf(request), user },
        proof: grant ? proofOfGrant(grant) : [],
      });
    }
  }
  return [...found.values()];
}

/** How a holder is written. */
export function nameOf({ subject: { kind, namespace, name } }: AllowedSubject): string {
  return namespace === ""
    ? `${kind.toLowerCase()}/${name}`
    : `${kind.toLowerCase()}/${namespace}/${name}`;
}

function wordsOf(request: AccessRequest): string {
  if ("path" in request) return `${request.verb} ${request.path}`;
  const { verb, resource, subresource, namespace } = request;
  const what = subresource === "" ? resource : `${resource}/${subresource}`;
  return `${verb} ${what}${namespace === "" ? "" : ` in ${namespace}`}`;
}

const WORKLOADS: readonly (readonly [group: string, resource: string])[] = [
  ["apps", "deployments"],
  ["apps", "daemonsets"],
  ["apps", "statefulsets"],
  ["apps", "replicasets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
  ["", "replicationcontrollers"],
];

/** What makes pods in a namespace, whoever is asked: pods themselves, and what controllers make pods of. */
export function podMaking(namespace: string): readonly AccessRequest[] {
  return [
    resourceRequest({ verb: "create", resource: "pods", namespace }),
    ...WORKLOADS.flatMap(([group, resource]) =>
      ["create", "update", "patch"].map((verb) =>
        resourceRequest({ verb, group, resource, namespace }),
      ),
    ),
  ];
}

/** What puts a pod that is there on a node without the scheduler. */
export function podBinding(namespace: string): readonly AccessRequest[] {
  return [
    resourceRequest({ verb: "create", resource: "pods", subresource: "binding", namespace }),
    resourceRequest({ verb: "create", resource: "bindings", namespace }),
  ];
}

/** What changes labels and taints of nodes that are there. */
export const NODE_CHANGING: readonly AccessRequest[] = ["update", "patch"].flatMap((verb) => [
  resourceRequest({ verb, resource: "nodes" }),
  resourceRequest({ verb, resource: "nodes", subresource: "status" }),
]);
