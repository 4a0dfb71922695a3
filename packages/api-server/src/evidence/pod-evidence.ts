import type { IncomingMessage } from "node:http";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readBody } from "../requests/body.ts";
import { readJson } from "../requests/read-json.ts";

/** A pod, and what of it was seen before. */
export interface EvidencePod {
  readonly namespace: string;
  readonly name: string;
  /** As a watch or a log had it last: it may be gone by now. */
  readonly known?: JsonObject;
}

/** What an API server still has of a pod. */
export interface PodEvidence {
  /** Undefined where it is gone and was not known. */
  readonly pod: JsonObject | undefined;
  readonly isGone: boolean;
  /** From the pod upwards. */
  readonly owners: readonly JsonObject[];
  readonly node: JsonObject | undefined;
  readonly namespace: JsonObject | undefined;
  readonly events: readonly JsonObject[];
  readonly logs: readonly PodLogText[];
  /** What could not be had, as clauses. */
  readonly missing: readonly string[];
}

/** What a container wrote. */
interface PodLogText {
  readonly container: string;
  /** Of the run before the last start. */
  readonly isPrevious: boolean;
  readonly text: string;
}

/** Bytes of one log that are kept: its end. */
const LONGEST_LOG = 10 * 1024 * 1024;
/** A CronJob's Job's Pod has two owners; nothing is deeper. */
const DEEPEST = 4;

/** Asks for a pod and what is around it; what is refused or gone is named, and nothing throws but a server that does not answer. */
export async function readPodEvidence(
  connection: Connection,
  { namespace, name, known }: EvidencePod,
): Promise<PodEvidence> {
  const missing: string[] = [];
  const ask = asking(connection, missing);
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  // The logs first: they are what a pod that goes takes with it.
  const now = await ask(`${base}/pods/${encodeURIComponent(name)}`, "the pod");
  const isSame = known === undefined || uidOf(now) === "" || uidOf(now) === uidOf(known);
  const pod = (isSame ? now : undefined) ?? known;
  const isGone = now === undefined || !isSame;
  const logs = isGone ? [] : await logsOf(connection, base, now, missing);
  if (isGone) missing.push("logs: the pod is gone, and its kubelet gives none");
  const events = await eventsOf(ask, base, { name, uid: uidOf(pod) });
  const nodeName = textAt(pod, "spec", "nodeName");
  return {
    ...{ pod, isGone, logs, events, missing },
    owners: await ownersOf(ask, namespace, pod),
    node:
      nodeName === ""
        ? undefined
        : await ask(`/api/v1/nodes/${encodeURIComponent(nodeName)}`, "the node"),
    namespace: await ask(base, "the namespace"),
  };
}

function uidOf(object: JsonValue | undefined): string {
  return textAt(object, "metadata", "uid");
}

type Ask = (path: string, what: string) => Promise<JsonObject | undefined>;

function asking(connection: Connection, missing: string[]): Ask {
  return async (path, what) => {
    const answer = await connection.ask({
      path,
      read: (got) => readJson(got, connection.silence),
    });
    if ("value" in answer) return isJsonObject(answer.value) ? answer.value : undefined;
    const { status, message } = answer.refusal;
    missing.push(`${what}: ${message || `the API server answers ${status}`}`);
    return undefined;
  };
}

async function logsOf(
  connection: Connection,
  base: string,
  pod: JsonObject,
  missing: string[],
): Promise<readonly PodLogText[]> {
  const found: PodLogText[] = [];
  const name = encodeURIComponent(textAt(pod, "metadata", "name"));
  for (const { container, restarts } of containersOf(pod)) {
    for (const isPrevious of restarts > 0 ? [false, true] : [false]) {
      const query = `container=${encodeURIComponent(container)}&timestamps=true&limitBytes=${LONGEST_LOG}${isPrevious ? "&previous=true" : ""}`;
      const answer = await connection.ask({
        path: `${base}/pods/${name}/log?${query}`,
        read: (got: IncomingMessage) =>
          readBody(got, { silence: connection.silence, limit: LONGEST_LOG }),
      });
      if ("value" in answer)
        found.push({ container, isPrevious, text: answer.value.toString("utf8") });
      else
        missing.push(
          `logs of container ${container}${isPrevious ? " before its restart" : ""}: ${answer.refusal.message}`,
        );
    }
  }
  return found;
}

const STATUSES = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"];

function containersOf(pod: JsonObject): readonly {
  readonly container: string;
  readonly restarts: number;
}[] {
  const status = objectAt(pod, "status");
  return STATUSES.flatMap((list) => listAt(status, list))
    .filter((each) => !("waiting" in objectAt(each, "state")))
    .map((each) => ({
      container: textAt(each, "name"),
      restarts: isJsonObject(each) ? Number(each["restartCount"] ?? 0) : 0,
    }));
}

/** Of this pod and no other of its name. */
async function eventsOf(
  ask: Ask,
  base: string,
  { name, uid }: { readonly name: string; readonly uid: string },
): Promise<readonly JsonObject[]> {
  const selector = encodeURIComponent(`involvedObject.kind=Pod,involvedObject.name=${name}`);
  const list = await ask(`${base}/events?fieldSelector=${selector}&limit=500`, "events");
  return listAt(list, "items")
    .filter((each) => isJsonObject(each))
    .filter((each) => uid === "" || textAt(each, "involvedObject", "uid") === uid);
}

async function ownersOf(
  ask: Ask,
  namespace: string,
  pod: JsonObject | undefined,
): Promise<readonly JsonObject[]> {
  const owners: JsonObject[] = [];
  let below = pod;
  while (below !== undefined && owners.length < DEEPEST) {
    const reference = listAt(below, "metadata", "ownerReferences").find(
      (each) => isJsonObject(each) && each["controller"] === true,
    );
    const path = pathOf(reference, namespace);
    below = path === undefined ? undefined : await ask(path, "an owner of the pod");
    if (below !== undefined) owners.push(below);
  }
  return owners;
}

/** Plurals of Kubernetes' own workloads end in an s; of others nobody knows without asking. */
const OWNERS: ReadonlySet<string> = new Set([
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "ReplicationController",
]);

function pathOf(reference: JsonValue | undefined, namespace: string): string | undefined {
  const kind = textAt(reference, "kind");
  if (!OWNERS.has(kind)) return undefined;
  const apiVersion = textAt(reference, "apiVersion");
  const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const name = encodeURIComponent(textAt(reference, "name"));
  return `${group}/namespaces/${encodeURIComponent(namespace)}/${kind.toLowerCase()}s/${name}`;
}
