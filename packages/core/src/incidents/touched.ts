import { type AuditEvent, nameIn, namespaceIn, outcomeOf } from "../audit/events/event.ts";
import { isChanged, isCreated, isDeleted, writtenIn } from "../detections/facts/changes.ts";
import { isEntered } from "../detections/facts/commands.ts";
import { POD_TARGETS } from "../detections/facts/pods.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { requestedSubject } from "./certificate-subject.ts";
import type { Touched } from "./model.ts";

/** What a request that succeeded has touched, or given into somebody's hands; nothing of one that did not. */
export function touchedBy(event: AuditEvent): readonly Touched[] {
  if (outcomeOf(event) !== "succeeded") return [];
  return [...given(event), ...own(event)];
}

function own(event: AuditEvent): readonly Touched[] {
  const { resource = "" } = event.objectRef ?? {};
  const name = nameIn(event);
  if (resource === "" || name === "") return [];
  const kind = kindOf(resource);
  const by = howIn(event);
  if (by === "read" && !isReadTold(kind, resource)) return [];
  return [{ kind, resource, namespace: namespaceIn(event), name, by }];
}

/** Of what is only read, nodes, pods and Secrets matter afterwards. */
function isReadTold(kind: Touched["kind"], resource: string): boolean {
  return kind === "node" || kind === "pod" || resource === "secrets";
}

function kindOf(resource: string): Touched["kind"] {
  if (resource === "nodes") return "node";
  if (resource === "pods") return "pod";
  return POD_TARGETS.includes(resource) ? "workload" : "object";
}

const ENTRIES: ReadonlySet<string> = new Set(["pods/attach", "pods/exec", "pods/portforward"]);

function howIn(event: AuditEvent): Touched["by"] {
  if (ENTRIES.has(event.target) && isEntered(event)) return "entered";
  if (isCreated(event) && (event.objectRef?.subresource ?? "") === "") return "created";
  return isChanged(event) || isDeleted(event) || isCreated(event) ? "changed" : "read";
}

/** Identities that a request gives to whoever made it, or to others. */
function given(event: AuditEvent): readonly Touched[] {
  switch (event.target) {
    case "serviceaccounts/token":
      return isCreated(event) ? [account(namespaceIn(event), nameIn(event), "given")] : [];
    case "secrets":
      return accountOfTokenSecret(event);
    case "rolebindings":
    case "clusterrolebindings":
      return boundIn(event);
    case "certificatesigningrequests":
    case "certificatesigningrequests/approval":
      return requestedIn(event);
    default:
      return [];
  }
}

const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

function accountOfTokenSecret(event: AuditEvent): readonly Touched[] {
  const written = writtenIn(event);
  if (!isCreated(event) || textAt(written, "type") !== "kubernetes.io/service-account-token")
    return [];
  const name = textAt(written, "metadata", "annotations", ACCOUNT_ANNOTATION);
  return name === "" ? [] : [account(namespaceIn(event), name, "given")];
}

function account(namespace: string, name: string, by: Touched["by"]): Touched {
  return { kind: "identity", resource: "serviceaccounts", namespace, name, by };
}

/** Subjects by name: whole groups would make everybody part of it. */
function boundIn(event: AuditEvent): readonly Touched[] {
  return listAt(writtenIn(event), "subjects").flatMap((subject): readonly Touched[] => {
    const name = textAt(subject, "name");
    const kind = textAt(subject, "kind");
    if (name === "") return [];
    if (kind === "ServiceAccount")
      return [account(textAt(subject, "namespace") || namespaceIn(event), name, "given")];
    if (kind !== "User") return [];
    return [{ kind: "identity", resource: "users", namespace: "", name, by: "given" }];
  });
}

function requestedIn({ requestObject, responseObject }: AuditEvent): readonly Touched[] {
  const request = [requestObject, responseObject]
    .map((body) => textAt(body, "spec", "request"))
    .find((text) => text !== "");
  const subject = request === undefined ? undefined : requestedSubject(request);
  if (subject === undefined) return [];
  return [
    { kind: "identity", resource: "users", namespace: "", name: subject.user, by: "given" },
    ...subject.groups.map(
      (name): Touched => ({
        ...{ kind: "identity", resource: "groups", namespace: "", name, by: "given" },
      }),
    ),
  ];
}

/** By what later events are known to belong to it: `identity users ann`, `pod shop/web`; undefined of what everybody has to do with. */
export function handleOf(touched: Touched): string | undefined {
  const { kind, resource, namespace, name, by } = touched;
  if (by === "read") return undefined;
  switch (kind) {
    case "identity":
      return resource === "groups" ? undefined : userHandle(usernameOf(touched));
    case "pod":
      return podHandle(`${namespace}/${name}`);
    case "workload":
      return workloadHandle(namespace, resource, name);
    case "node":
    case "object":
      return undefined;
  }
}

function usernameOf({ resource, namespace, name }: Touched): string {
  return resource === "serviceaccounts" ? `system:serviceaccount:${namespace}:${name}` : name;
}

export function userHandle(username: string): string {
  return `user ${username}`;
}

/** Of `shop/web`. */
export function podHandle(pod: string): string {
  return `pod ${pod}`;
}

export function workloadHandle(namespace: string, resource: string, name: string): string {
  return `workload ${namespace} ${resource}/${name}`;
}
