import type { ServerResponse } from "node:http";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { type SeenRequest, type Serving, sendStatus } from "./fake-answers.ts";
import { type AskedResource, apiVersionOf, asksForMetadata, isSelected } from "./fake-list.ts";
import { type FakeEvent, type FakeResource, keyOfResource, metadataOf } from "./fake-store.ts";

/** Answers a watch: what has happened since the version, then what happens, until the connection ends. */
export function answerWatch(
  { store, options }: Serving,
  { resource, namespace, seen }: AskedResource,
  response: ServerResponse,
  cut: number | undefined,
): void {
  const { query } = seen;
  const streams = query.get("sendInitialEvents") === "true";
  if (streams && options.streamsLists === false) {
    sendStatus(response, 422, {
      reason: "Invalid",
      message: "sendInitialEvents is forbidden for watch",
    });
    return;
  }
  const from = streams ? store.version() : Number(query.get("resourceVersion"));
  const missed = store.since(resource, from);
  let left = cut ?? Number.POSITIVE_INFINITY;
  const write = (event: unknown): void => {
    const line = `${JSON.stringify(event)}\n`;
    response.write(line.slice(0, left));
    left -= line.length;
    if (left <= 0) response.destroy();
  };
  response.writeHead(200, { "Content-Type": "application/json" });
  response.flushHeaders();
  const tell = (event: FakeEvent): void => {
    if (event.resource !== keyOfResource(resource)) return;
    if (!isSelected(event.object, namespace, query)) return;
    write({ type: event.type, object: shown(event.object, seen) });
  };
  const bookmark = (annotations: Readonly<Record<string, string>>): void => {
    const metadata = { resourceVersion: String(store.version()), annotations };
    write({
      type: "BOOKMARK",
      object: { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata },
    });
  };
  if (!missed) {
    write({ type: "ERROR", object: TOO_OLD });
    response.end();
    return;
  }
  if (streams) {
    for (const event of presentIn(store, resource)) tell(event);
    bookmark({ "k8s.io/initial-events-end": "true" });
  }
  for (const event of missed) tell(event);
  const stop = store.onEvent(tell);
  const timer = setInterval(() => {
    bookmark({});
  }, 50);
  response.on("close", () => {
    stop();
    clearInterval(timer);
  });
}

function shown(object: KubernetesObject, seen: SeenRequest): unknown {
  if (!asksForMetadata(seen)) return object;
  const metadata = metadataOf(object);
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata };
}

const TOO_OLD = { kind: "Status", code: 410, reason: "Expired", message: "too old version" };

function presentIn(store: Serving["store"], resource: FakeResource): readonly FakeEvent[] {
  const version = store.version();
  const objects = [...(store.at(resource, version)?.values() ?? [])];
  return objects.map((object) => ({
    type: "ADDED",
    resource: keyOfResource(resource),
    version,
    object,
  }));
}
