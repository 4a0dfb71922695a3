import { isJsonObject, type JsonObject, listAt, textAt } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readJson } from "../requests/read-json.ts";
import { eventsOf } from "../watch/events.ts";

/** What became of a pod. */
export type PodTold = "deleted" | "ending" | "seen";

/** How pods are followed. */
export interface FollowPodsOptions {
  readonly signal: AbortSignal;
  /** `ending`: it is to go, and may still answer; `deleted`: it is gone, and the object is its last. */
  readonly onPod: (pod: JsonObject, told: PodTold) => void;
  /** Told once all pods that there are were seen. */
  readonly onReady: () => void;
}

/** Milliseconds before a watch that ended is begun anew. */
const PAUSE = 500;
/** Milliseconds without a byte after which a watch counts as cut: servers send bookmarks about once a minute. */
const SILENCE = 150_000;

/** Follows all pods until the signal ends it; a refusal is an `Error` with a sentence. */
export async function followPods(
  connection: Connection,
  options: FollowPodsOptions,
): Promise<void> {
  let isReady = false;
  while (!options.signal.aborted) {
    const version = await listed(connection, options);
    if (!isReady) options.onReady();
    isReady = true;
    await watched(connection, version, options);
    await connection.clock.sleep(PAUSE, options.signal).catch(() => undefined);
  }
}

async function listed(
  connection: Connection,
  { onPod, signal }: FollowPodsOptions,
): Promise<string> {
  const answer = await connection.ask({
    path: "/api/v1/pods",
    signal,
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer)
    throw new Error(`Pods cannot be followed: ${answer.refusal.message || answer.refusal.status}.`);
  for (const pod of listAt(answer.value, "items")) if (isJsonObject(pod)) onPod(pod, toldOf(pod));
  return textAt(answer.value, "metadata", "resourceVersion");
}

function toldOf(pod: JsonObject): PodTold {
  return textAt(pod, "metadata", "deletionTimestamp") === "" ? "seen" : "ending";
}

/** Until the server ends it, or the connection is cut: then everything is listed anew. */
async function watched(
  connection: Connection,
  version: string,
  { onPod, signal }: FollowPodsOptions,
): Promise<void> {
  try {
    await connection.ask({
      path: `/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=${encodeURIComponent(version)}`,
      encoding: "identity",
      signal,
      read: async (got) => {
        for await (const event of eventsOf(got, {}, SILENCE)) {
          if (event.type === "ERROR") return;
          if (event.type === "DELETED") onPod(event.object, "deleted");
          else if (event.type !== "BOOKMARK") onPod(event.object, toldOf(event.object));
        }
      },
    });
  } catch (error) {
    if (!signal.aborted && !(error instanceof Error)) throw error;
  }
}
