import { type Connection, type PodEvidence, readPodEvidence } from "@watertight/api-server";
import { redactedObject } from "@watertight/core/detections";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  stringifyJson,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import type { NewItem } from "@watertight/evidence";

/** A pod that is to be kept, with what is known of it already. */
export interface WantedPod {
  readonly namespace: string;
  readonly name: string;
  /** As a watch had it last. */
  readonly known?: JsonObject | undefined;
  /** Lines of audit logs about it. */
  readonly audit: readonly string[];
  /** Events of Kubernetes that audit logs have. */
  readonly events: readonly JsonObject[];
  /** As the log has it in a body, for a pod that nobody saw. */
  readonly logged?: JsonObject | undefined;
}

/** What is kept of a pod, and what could not be had. */
export interface GatheredPod {
  readonly items: readonly NewItem[];
  readonly missing: readonly string[];
  readonly evidence: PodEvidence;
}

const JSON_TYPE = "application/json";

/** Asks the API server for a pod and what is around it, and makes items of it and of what is known besides; values of secrets are left out of objects. */
export async function gatherPod(connection: Connection, wanted: WantedPod): Promise<GatheredPod> {
  const { namespace, name, audit } = wanted;
  const known = wanted.known ?? wanted.logged;
  const evidence = await readPodEvidence(connection, {
    ...{ namespace, name },
    ...(known !== undefined && { known }),
  });
  const { pod, owners, node, logs } = evidence;
  const events = allEvents(evidence.events, wanted.events);
  const title = `${namespace}/${name}`;
  const objects: readonly (readonly [string, string, JsonObject | undefined])[] = [
    ["pod", title, pod],
    ...owners.map((owner) => ["owner", ownerName(owner), owner] as const),
    ["node", textAt(node, "metadata", "name"), node],
    ["namespace", namespace, evidence.namespace],
  ];
  const items: NewItem[] = [
    ...(pod === undefined ? [] : [jsonItem("summary", title, summaryOf(evidence))]),
    ...objects.flatMap(([kind, of, object]) =>
      object === undefined ? [] : [jsonItem(kind, of, redactedObject(object))],
    ),
    ...(events.length === 0 ? [] : [jsonItem("events", title, events.map(redactedObject))]),
    ...logs.map(({ container, isPrevious, text }) => ({
      kind: "logs",
      name: `${title} ${container}${isPrevious ? " before its restart" : ""}`,
      mediaType: "text/plain",
      bytes: Buffer.from(text),
    })),
    ...(audit.length === 0
      ? []
      : [
          {
            ...{ kind: "audit", name: title, mediaType: "application/jsonl" },
            bytes: Buffer.from(`${audit.join("\n")}\n`),
          },
        ]),
  ];
  const missing = [
    ...evidence.missing,
    ...(pod === undefined ? ["the pod itself: neither the API server nor a log has it"] : []),
    ...(wanted.known === undefined && wanted.logged !== undefined && evidence.isGone
      ? ["what became of the pod after it was written: the log alone has it"]
      : []),
  ];
  return { items, missing, evidence };
}

/** What the API server still has goes before what was logged when it was written. */
function allEvents(
  now: readonly JsonObject[],
  logged: readonly JsonObject[],
): readonly JsonObject[] {
  const nameOf = (event: JsonObject): string => textAt(event, "metadata", "name");
  return [...new Map([...logged, ...now].map((event) => [nameOf(event), event])).values()];
}

function jsonItem(kind: string, name: string, value: JsonValue): NewItem {
  return { kind, name, mediaType: JSON_TYPE, bytes: Buffer.from(`${stringifyJson(value)}\n`) };
}

function ownerName(owner: JsonObject): string {
  return `${textAt(owner, "kind")} ${textAt(owner, "metadata", "namespace")}/${textAt(owner, "metadata", "name")}`;
}

/** What is asked first: who made it, what ran, where, and by which addresses. */
function summaryOf({ pod, owners, isGone }: PodEvidence): JsonObject {
  const statuses = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"];
  return {
    uid: textAt(pod, "metadata", "uid"),
    created: textAt(pod, "metadata", "creationTimestamp"),
    gone: isGone,
    owners: owners.map(ownerName),
    node: textAt(pod, "spec", "nodeName"),
    serviceAccount: textAt(pod, "spec", "serviceAccountName"),
    addresses: listAt(pod, "status", "podIPs").map((each) => textAt(each, "ip")),
    images: statuses.flatMap((list) =>
      listAt(pod, "status", list).map((each) => ({
        container: textAt(each, "name"),
        image: textAt(each, "image"),
        imageID: textAt(each, "imageID"),
        containerID: textAt(each, "containerID"),
        state: valueAt(each, "state") ?? null,
      })),
    ),
  };
}
