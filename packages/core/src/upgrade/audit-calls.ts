import { entityText } from "../kubernetes/entities.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { groupOf, type ObjectReference } from "../kubernetes/object.ts";
import { apiResources } from "../kubernetes/resources.ts";

/** A write that an audit log tells of, once each caller, verb and object. */
export interface AuditCall {
  /** `serviceaccount/NS/NAME` or `user/NAME`. */
  readonly caller: string;
  readonly userAgent: string;
  readonly verb: string;
  /** `GROUP/RESOURCE/NAMESPACE/NAME`, the subresource left out. */
  readonly object: string;
  readonly subresource: string;
  readonly requests: number;
  readonly first: string;
  readonly last: string;
}

const WRITES: ReadonlySet<string> = new Set([
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
]);

/** Collects writes of an audit log that are not Kubernetes' own. */
export function collectWrites(): {
  /** An event as the API server writes it; anything else gives false. */
  readonly take: (event: JsonObject) => boolean;
  readonly calls: () => readonly AuditCall[];
} {
  const known = new Map<string, AuditCall>();
  const noted = new Set<string>();
  return {
    take: (event) => {
      const isEvent =
        textAt(event, "kind") === "Event" &&
        textAt(event, "apiVersion").startsWith("audit.k8s.io/");
      const id = textAt(event, "auditID");
      const call = isEvent && !noted.has(id) ? writeOf(event) : undefined;
      if (call) {
        if (id !== "") noted.add(id);
        const key = [call.caller, call.userAgent, call.verb, call.object, call.subresource].join(
          "\u0000",
        );
        const before = known.get(key);
        known.set(key, before ? joined(before, call) : call);
      }
      return isEvent;
    },
    calls: () => [...known.values()],
  };
}

function joined(before: AuditCall, call: AuditCall): AuditCall {
  return {
    ...before,
    requests: before.requests + 1,
    first: call.first < before.first ? call.first : before.first,
    last: call.last > before.last ? call.last : before.last,
  };
}

function writeOf(event: JsonObject): AuditCall | undefined {
  const verb = textAt(event, "verb");
  const user = textAt(event, "impersonatedUser", "username") || textAt(event, "user", "username");
  const code = valueAt(event, "responseStatus", "code");
  const isRefused = typeof code === "number" && code >= 400;
  if (!WRITES.has(verb) || isRefused || isOfKubernetes(user)) return undefined;
  const of = objectAt(event, "objectRef");
  const time = textAt(event, "requestReceivedTimestamp") || textAt(event, "stageTimestamp");
  return {
    caller: entityOf(user),
    userAgent: textAt(event, "userAgent"),
    verb,
    object: keyOf(
      textAt(of, "apiGroup"),
      textAt(of, "resource"),
      textAt(of, "namespace"),
      textAt(of, "name"),
    ),
    subresource: textAt(of, "subresource"),
    ...{ requests: 1, first: time, last: time },
  };
}

// Nodes and controllers write all the while; who may act as they do is not asked here.
function isOfKubernetes(user: string): boolean {
  return (
    user.startsWith("system:node:") ||
    user.startsWith("system:serviceaccount:kube-system:") ||
    [
      "system:apiserver",
      "system:kube-controller-manager",
      "system:kube-scheduler",
      "system:kube-proxy",
    ].includes(user)
  );
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

function entityOf(user: string): string {
  const [, namespace, name] = ACCOUNT.exec(user) ?? [];
  return namespace === undefined || name === undefined
    ? entityText({ is: "user", name: user })
    : entityText({ is: "serviceaccount", namespace, name });
}

function keyOf(group: string, resource: string, namespace: string, name: string): string {
  return [group, resource, namespace, name].join("/");
}

/** How calls name an object. */
export function callerOf(reference: ObjectReference): string {
  const group = groupOf(reference);
  const resource = apiResources().find(
    (each) => each.group === group && each.kind === reference.kind,
  );
  return keyOf(group, resource?.name ?? "", reference.namespace ?? "", reference.name);
}

/** Whether a write is a step: cordon, evict, and what upgrades kube-proxy. */
export function isOnPlan({ verb, object, subresource }: AuditCall): boolean {
  return STEPS.some((step) => step.test(`${verb} ${object} ${subresource}`));
}

const STEPS: readonly RegExp[] = [
  /^(?:patch|update) \/nodes\//,
  /^create \/pods\/[^ ]* eviction$/,
  /^\w+ (?:apps\/daemonsets|\/configmaps)\/kube-system\/kube-proxy/,
  /^\w+ [^ /]*\/(?:events|leases)\//,
];
