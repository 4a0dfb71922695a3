import type { FieldRequirement } from "../kubernetes/selector-text.ts";

/** A question about an object or a collection: the attributes that authorizers see. "" where the request has none. */
export interface ResourceRequest {
  readonly verb: string;
  /** The API group, "" for the core group. */
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** "" for cluster-scoped resources and for all namespaces at once. */
  readonly namespace: string;
  /** Only the Node authorizer reads it; RBAC does not. */
  readonly fieldSelector?: readonly FieldRequirement[];
}

/** A question about a path that is not a resource; only ClusterRoleBindings can grant it. */
export interface NonResourceRequest {
  /** Lower-case HTTP method. */
  readonly verb: string;
  readonly path: string;
}

/** What may be asked: `authorizer.Attributes` of k8s.io/apiserver/pkg/authorization/authorizer, without the user. */
export type AccessRequest = ResourceRequest | NonResourceRequest;

/** Whether it is about a path; a resource request has no path. */
export function isNonResourceRequest(request: AccessRequest): request is NonResourceRequest {
  return "path" in request;
}

/** A resource request of which only some attributes are given; the rest is "". */
export function resourceRequest(
  given: Partial<ResourceRequest> & Pick<ResourceRequest, "verb" | "resource">,
): ResourceRequest {
  return { group: "", subresource: "", name: "", namespace: "", ...given };
}
