import { type AuditEvent, nameIn, namespaceIn, outcomeOf } from "../audit/events/event.ts";
import { millisecondsOf } from "../audit/events/time.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { isKubernetesObject } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import { escapesOf } from "../node-escape/escapes.ts";
import { opensNode } from "../node-escape/model.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { ChangeAudit, NodeVisit } from "./model.ts";

/** Clocks of the API server and of a node differ, and a shell writes a moment after it began: so far apart two times are the same. */
const SLACK = 2000;

/** Follows an audit log for one node. */
export interface VisitLog {
  readonly take: (event: AuditEvent) => void;
  /** Who was there when a path changed: at this time, or at some time of a span. */
  readonly at: (path: string, from: number, to: number) => ChangeAudit;
}

interface SeenPod {
  readonly namespace: string;
  readonly name: string;
  node?: string;
  template?: PodTemplate;
  /** Who made it, with the audit ID. */
  maker?: string;
  madeBy?: string;
  from: number;
  to: number;
}

interface Entry {
  readonly event: AuditEvent;
  readonly by: NodeVisit["by"];
  readonly pod: SeenPod | undefined;
  readonly from: number;
  to: number;
}

const ENTRIES: ReadonlyMap<string, NodeVisit["by"]> = new Map<string, NodeVisit["by"]>([
  ["pods/attach", "attach"],
  ["pods/ephemeralcontainers", "debug"],
  ["pods/exec", "exec"],
  ["nodes/proxy", "node-proxy"],
]);
const KUBELET = "system:node:";

/**
 * Reads who came to a node: by exec and attach, by a debug container, by the kubelet's own API, and by pods that give their node away. Where a pod
 * runs is known from the cluster, from its binding and from the kubelet that reports its status. Pods that were made before `since`, in
 * milliseconds, are no visits by themselves: commands in them are.
 */
export function createVisitLog(
  node: string,
  since: number,
  cluster: Snapshot | undefined,
): VisitLog {
  const pods = new Map<string, SeenPod>();
  const entries = new Map<string, Entry>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const podOf = (namespace: string, name: string): SeenPod => {
    const key = `${namespace}/${name}`;
    const known = pods.get(key);
    if (known) return known;
    // What was there before the log begins was there all along.
    const pod: SeenPod = {
      namespace,
      name,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
    };
    pods.set(key, pod);
    return pod;
  };
  for (const { object, reference } of cluster?.ofKind("", "Pod") ?? []) {
    learn(podOf(reference.namespace || "default", reference.name), object);
  }

  function takePod(event: AuditEvent, time: number): void {
    const pod = podOf(namespaceIn(event), nameIn(event));
    if (event.target === "pods") takeLife(pod, event, time);
    else placePod(pod, event);
  }

  function takeEntry(event: AuditEvent, by: NodeVisit["by"], time: number): void {
    const known = entries.get(event.auditID);
    const end =
      event.stage === "ResponseStarted" || by === "debug"
        ? Number.POSITIVE_INFINITY
        : endOf(event, time);
    if (known) known.to = end;
    else {
      const pod = by === "node-proxy" ? undefined : podOf(namespaceIn(event), nameIn(event));
      entries.set(event.auditID, { event, by, pod, from: time, to: end });
    }
  }

  function entryVisit({ event, by, pod, from, to }: Entry, path: string): NodeVisit | undefined {
    const isHere = pod === undefined ? nameIn(event) === node : (pod.node ?? node) === node;
    if (!isHere) return undefined;
    const { username: user } = event.impersonatedUser ?? event.user;
    const span = { from, to: Math.min(to, pod?.to ?? to) };
    return {
      user,
      by,
      ...podNamed(pod),
      ...span,
      ...entryReach(pod, path),
      auditID: event.auditID,
    };
  }

  function podVisit(pod: SeenPod, path: string): NodeVisit | undefined {
    // Who was there all along says nothing about one change.
    if (pod.node !== node || pod.from < since) return undefined;
    const reach = reachOf(pod, path);
    if (reach.reachesNode !== "yes") return undefined;
    const { from, to, maker: user = "", madeBy: auditID = "" } = pod;
    return { user, by: "pod", ...podNamed(pod), from, to, ...reach, auditID };
  }

  function visitsTo(path: string): readonly NodeVisit[] {
    return [
      ...Array.from(entries.values(), (entry) => entryVisit(entry, path)),
      ...Array.from(pods.values(), (pod) => podVisit(pod, path)),
    ].filter((visit) => visit !== undefined);
  }

  return {
    take: (event) => {
      const time =
        millisecondsOf(event.requestReceivedTimestamp) ?? millisecondsOf(event.stageTimestamp);
      if (time === undefined) return;
      first = Math.min(first, time);
      last = Math.max(last, time);
      if (event.target.startsWith("pods")) takePod(event, time);
      const by = ENTRIES.get(event.target);
      const isOpened = by !== undefined && outcomeOf(event) === "succeeded";
      if (
        isOpened &&
        event.stage !== "RequestReceived" &&
        (by !== "debug" || event.verb !== "get")
      ) {
        takeEntry(event, by, time);
      }
    },
    at: (path, from, to) => {
      const there = visitsTo(path)
        .filter((visit) => visit.from <= to + SLACK && visit.to >= from - SLACK)
        .sort((a, b) => ORDER.indexOf(a.reachesNode) - ORDER.indexOf(b.reachesNode));
      return judged(there, { from, to, first, last });
    },
  };
}

const ORDER: readonly NodeVisit["reachesNode"][] = ["yes", "unknown", "no"];
const PROXY = {
  reachesNode: "yes",
  because: "the kubelet's own API runs commands in any pod of the node",
} as const;

function judged(
  visits: readonly NodeVisit[],
  { from, to, first, last }: Readonly<Record<"from" | "to" | "first" | "last", number>>,
): ChangeAudit {
  if (visits.some(({ reachesNode }) => reachesNode === "yes")) {
    return { audited: "yes", reason: "", visits };
  }
  if (first > from || last < to - SLACK) {
    const reason = "The audit log does not cover the time of the change.";
    return { audited: "unknown", reason, visits };
  }
  const maybe = visits.find(({ reachesNode }) => reachesNode === "unknown");
  if (maybe === undefined) return { audited: "no", reason: "", visits };
  const { namespace = "", name = "" } = maybe.pod ?? {};
  const reason = `${maybe.user} was in pod ${namespace}/${name}; whether that reaches the node is not known: the pod or its node is neither in the log nor in the input.`;
  return { audited: "unknown", reason, visits };
}

function podNamed(pod: SeenPod | undefined): Pick<NodeVisit, "pod"> {
  return pod === undefined ? {} : { pod: { namespace: pod.namespace, name: pod.name } };
}

/** Of a pod that may be on another node nobody knows that it reaches this one. */
function entryReach(pod: SeenPod | undefined, path: string): Reaching {
  if (pod === undefined) return PROXY;
  const reach = reachOf(pod, path);
  return pod.node !== undefined || reach.reachesNode === "no"
    ? reach
    : { ...reach, reachesNode: "unknown" };
}

/** A pod that is made, or deleted. */
function takeLife(pod: SeenPod, event: AuditEvent, time: number): void {
  if (event.verb === "create") {
    pod.from = time;
    pod.to = Number.POSITIVE_INFINITY;
    pod.maker = event.user.username;
    pod.madeBy = event.auditID;
  } else if (event.verb === "delete" && outcomeOf(event) === "succeeded") pod.to = time;
  for (const body of [event.requestObject, event.responseObject]) learn(pod, body);
}

/** Where a pod runs, as the scheduler binds it, and as the kubelet that reports it. */
function placePod(pod: SeenPod, { target, user: { username }, requestObject }: AuditEvent): void {
  const bound = target === "pods/binding" ? textAt(requestObject, "target", "name") : "";
  if (bound !== "") pod.node = bound;
  if (target === "pods/status" && username.startsWith(KUBELET)) {
    pod.node = username.slice(KUBELET.length);
  }
}

function endOf({ stageTimestamp }: AuditEvent, began: number): number {
  return millisecondsOf(stageTimestamp) ?? began;
}

function learn(pod: SeenPod, body: JsonValue | undefined): void {
  if (body === undefined || !isKubernetesObject(body) || body.kind !== "Pod") return;
  const node = textAt(body, "spec", "nodeName");
  if (node !== "") pod.node = node;
  const [template] = podTemplatesOf(body);
  if (template && template.spec.containers !== undefined) pod.template = template;
}

type Reaching = Pick<NodeVisit, "reachesNode" | "because">;

/** By what gives the node away, or by a volume of the node's that holds the path. */
function reachOf(pod: SeenPod | undefined, path: string): Reaching {
  const { template } = pod ?? {};
  if (template === undefined) return { reachesNode: "unknown", because: "" };
  const mounted = template.spec.volumes?.find(
    ({ name, hostPath }) => isBelow(path, hostPath?.path) && isWritable(template, name),
  );
  if (mounted !== undefined) {
    return { reachesNode: "yes", because: `mounts ${mounted.hostPath?.path ?? ""} of the node` };
  }
  const [escape] = escapesOf(template).filter(({ gives }) => opensNode(gives));
  return escape === undefined
    ? { reachesNode: "no", because: "" }
    : { reachesNode: escape.certainty, because: escape.message };
}

function isBelow(path: string, folder: string | undefined): boolean {
  if (folder === undefined) return false;
  const above = folder.replace(/[/]+$/, "");
  return path === above || path.startsWith(`${above}/`);
}

function isWritable({ spec }: PodTemplate, volume: string): boolean {
  const containers = [
    ...(spec.initContainers ?? []),
    ...(spec.containers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
  return containers.some(({ volumeMounts = [] }) =>
    volumeMounts.some(({ name, readOnly }) => name === volume && readOnly !== true),
  );
}
