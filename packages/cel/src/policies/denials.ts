import type { Authorizer } from "@watertight/core/access";
import {
  asJson,
  type JsonObject,
  objectAt,
  type PodTemplate,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { type AdmissionAttributes, kindOf } from "./attributes.ts";
import { validateRequest } from "./dispatch.ts";
import { type Policies, readPolicies } from "./policies.ts";
import { requestFor } from "./requests.ts";
import { surroundingsOf } from "./surroundings.ts";

/*
 * What keeps objects of an input out: the ValidatingAdmissionPolicies in it that a binding has deny.
 */

/** An object of the input with the pods that it describes. */
export interface Judged {
  readonly object: JsonObject;
  readonly reference: { readonly namespace?: string | undefined; readonly name: string };
  readonly podTemplates: readonly PodTemplate[];
}

export interface PolicyDenial {
  readonly policy: string;
  readonly binding: string;
  readonly message: string;
  /** Where the pod is that is denied; undefined where the object itself is. */
  readonly template: PodTemplate | undefined;
}

/** Whether a list of objects holds a policy and a binding that denies by it. */
export function hasDenyingPolicies(objects: readonly JsonObject[]): boolean {
  return objects.some(
    (object) =>
      object["kind"] === "ValidatingAdmissionPolicyBinding" &&
      textsAt(objectAt(object, "spec"), "validationActions").includes("Deny"),
  );
}

/** Which policies are asked, where they are not those of the snapshot; `others` are objects that they read besides. */
interface PolicyWish {
  readonly minor: number;
  readonly policies?: Policies;
  readonly others?: readonly JsonObject[];
}

/** Asks the policies of a snapshot about its objects as they are created, and about the pods that they make. */
export function policyDenials(
  snapshot: Snapshot,
  access: Authorizer,
  { minor, policies, others = [] }: PolicyWish,
): (judged: Judged) => readonly PolicyDenial[] {
  const objects = snapshot.objects.map(({ object }) => object);
  const { validating } = policies ?? readPolicies(objects, minor);
  const isWhole = snapshot.assumptions.wholeCluster.value;
  const surroundings = surroundingsOf(snapshot, access, isWhole, others);
  const user = { name: "", uid: "", groups: [], extra: {} };
  const denialsOf = (
    object: JsonObject,
    template: PodTemplate | undefined,
  ): readonly PolicyDenial[] => {
    const asked = { operation: "CREATE", user } as const;
    const attributes = requestFor(object, asked, surroundings.resources);
    if (attributes === undefined) {
      return [];
    }
    return validateRequest(validating, attributes, surroundings).decisions.flatMap(
      ({ action, policy, binding, message }) =>
        action === "Deny" ? [{ policy, binding, message, template }] : [],
    );
  };
  return (judged) => [
    ...denialsOf(judged.object, undefined),
    ...podsOf(judged).flatMap(({ pod, template }) => denialsOf(pod, template)),
  ];
}

function podsOf({
  object,
  reference,
  podTemplates,
}: Judged): readonly { readonly pod: JsonObject; readonly template: PodTemplate }[] {
  if (object["kind"] === "Pod") {
    return [];
  }
  return podTemplates.map((template) => {
    const { metadata, spec } = template;
    const { labels, annotations } = metadata;
    return {
      template,
      pod: {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          generateName: `${reference.name}-`,
          ...(reference.namespace !== undefined && { namespace: reference.namespace }),
          labels: { ...labels },
          annotations: { ...annotations },
        },
        spec: asJson(spec),
      },
    };
  });
}

/** A request that nobody has made; its objects are of the kind that its resource has. */
export interface ImaginedRequest {
  readonly operation: "CREATE" | "UPDATE";
  readonly user: {
    readonly name: string;
    readonly groups: readonly string[];
    readonly uid?: string;
    readonly extra?: Readonly<Record<string, readonly string[]>>;
  };
  readonly resource: { readonly group: string; readonly version: string; readonly name: string };
  readonly subresource: string;
  readonly object: JsonObject;
  readonly oldObject: JsonObject | null;
}

/** Asks the validating policies of a snapshot, by whoever binds them to deny, about requests that are imagined. */
export function requestDenials(
  snapshot: Snapshot,
  access: Authorizer,
  minor: number,
): (asked: ImaginedRequest) => readonly Omit<PolicyDenial, "template">[] {
  const objects = snapshot.objects.map(({ object }) => object);
  const { validating } = readPolicies(objects, minor);
  const surroundings = surroundingsOf(snapshot, access, snapshot.assumptions.wholeCluster.value);
  return ({ operation, user, resource, subresource, object, oldObject }) => {
    const kind = kindOf(textAt(object, "apiVersion"), textAt(object, "kind"));
    const { name, groups, uid = "", extra = {} } = user;
    const attributes: AdmissionAttributes = {
      ...{ operation, kind, objectKind: kind, subresource, object, oldObject, dryRun: false },
      resource: { group: resource.group, version: resource.version, resource: resource.name },
      namespace: textAt(object, "metadata", "namespace"),
      name: textAt(object, "metadata", "name"),
      user: { name, groups, uid, extra },
      options: {
        kind: `${operation === "CREATE" ? "Create" : "Update"}Options`,
        apiVersion: "meta.k8s.io/v1",
      },
    };
    return validateRequest(validating, attributes, surroundings).decisions.flatMap(
      ({ action, policy, binding, message }) =>
        action === "Deny" ? [{ policy, binding, message }] : [],
    );
  };
}
