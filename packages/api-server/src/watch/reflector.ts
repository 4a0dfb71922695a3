import type { IncomingMessage } from "node:http";
import { type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { ClusterFailure } from "../failure.ts";
import { keptObject } from "../lists/keep.ts";
import { list } from "../lists/list.ts";
import { acceptOf, addressOf, type Selection } from "../lists/selection.ts";
import { isPassing } from "../requests/passing.ts";
import { pauseAfter, type Refusal } from "../requests/requester.ts";
import { eventsOf, type WatchEvent } from "./events.ts";
import type { Mirror } from "./mirror.ts";

/** Keeps a mirror like the server. */
export interface Reflection {
  readonly connection: Connection;
  readonly selection: Selection;
  readonly mirror: Mirror;
  readonly signal: AbortSignal;
  /** Whether the server streams lists (`sendInitialEvents`, Kubernetes 1.32); one that then refuses is asked for plain ones. */
  readonly streamsLists: boolean;
  /** Milliseconds without a byte after which a watch counts as cut; servers send bookmarks about once a minute. */
  readonly silence: number;
  /** Told when the mirror is like the server for the first time and after each gap; else why it is not. */
  readonly onState: (refusal: Refusal | undefined) => void;
}

/** How a list or a watch came to its end. */
interface Ending {
  /** From where it can go on; "" where all has to be listed anew. */
  readonly version: string;
  /** `heard`: the server told something; `listed`: all is known anew. */
  readonly outcome: "heard" | "listed" | "failed";
  readonly refusal?: Refusal;
}

const GONE = 410;
/** Milliseconds between two looks at what cannot be watched. */
const BETWEEN_LOOKS = 60_000;

/**
 * Lists and watches until the signal says so, as client-go's reflector (tools/cache/reflector.go): it goes on where it was after a
 * cut, begins anew where the server has forgotten that, and makes longer and longer pauses while nothing is heard. What cannot be
 * watched is looked at once a minute.
 */
export async function reflect(reflection: Reflection): Promise<void> {
  const { connection, signal, selection } = reflection;
  const isWatched = selection.name === undefined && selection.resource.watchable;
  let streamsLists = reflection.streamsLists && isWatched;
  let version = "";
  let failures = 0;
  while (!signal.aborted) {
    const ending = await next({ ...reflection, streamsLists }, version);
    if (version === "" && streamsLists && isNoStream(ending)) {
      streamsLists = false;
      continue;
    }
    tellRefusal(ending, reflection);
    version = isWatched ? ending.version : "";
    failures = failuresAfter(ending, failures);
    await pause(connection, failures, { signal, otherwise: isWatched ? 0 : BETWEEN_LOOKS });
  }
}

function failuresAfter({ outcome }: Ending, failures: number): number {
  if (outcome === "heard") return 0;
  return outcome === "failed" ? failures + 1 : failures;
}

function tellRefusal({ refusal }: Ending, { onState, signal }: Reflection): void {
  if (refusal && refusal.status !== GONE && !signal.aborted) onState(refusal);
}

async function pause(
  { clock }: Connection,
  failures: number,
  { signal, otherwise }: { readonly signal: AbortSignal; readonly otherwise: number },
): Promise<void> {
  const milliseconds = failures > 0 ? pauseAfter(failures, clock.random) : otherwise;
  if (milliseconds === 0) return;
  // Ending early is what the signal is for.
  await clock.sleep(milliseconds, signal).catch(() => undefined);
}

/** A server that does not know streamed lists, or has them switched off, says so in one of these ways. */
function isNoStream({ refusal }: Ending): boolean {
  return refusal !== undefined && [400, 405, 422].includes(refusal.status);
}

async function next(reflection: Reflection, version: string): Promise<Ending> {
  try {
    if (version !== "" || reflection.streamsLists) return await watch(reflection, version);
    return await relist(reflection);
  } catch (error) {
    if (reflection.signal.aborted) return { version, outcome: "failed" };
    if (!(error instanceof ClusterFailure)) throw error;
    const refusal = { status: 0, reason: "", message: error.message };
    return { version, outcome: "failed", refusal };
  }
}

async function relist({
  connection,
  selection,
  mirror,
  signal,
  onState,
}: Reflection): Promise<Ending> {
  const listed = await list(connection, selection, { signal });
  if ("refusal" in listed) return { version: "", outcome: "failed", refusal: listed.refusal };
  mirror.replace(listed.objects);
  onState(undefined);
  return { version: listed.resourceVersion, outcome: "listed" };
}

async function watch(reflection: Reflection, version: string): Promise<Ending> {
  const { connection, selection, signal } = reflection;
  const { random } = connection.clock;
  const answer = await connection.ask({
    path: addressOf(selection, {
      ...{ watch: "1", allowWatchBookmarks: "true" },
      // Between five and ten minutes, so that not all end at once.
      timeoutSeconds: String(300 + Math.floor(300 * random())),
      ...(version === ""
        ? { sendInitialEvents: "true", resourceVersionMatch: "NotOlderThan" }
        : { resourceVersion: version }),
    }),
    accept: acceptOf(selection, "watch"),
    encoding: "identity",
    signal,
    read: (got) => follow(reflection, got, version),
  });
  if ("value" in answer) return answer.value;
  const { refusal } = answer;
  return { version: refusal.status === GONE ? "" : version, outcome: "failed", refusal };
}

/** Takes in what a watch tells. A cut is no failure: what was told before counts. */
async function follow(
  reflection: Reflection,
  answer: IncomingMessage,
  from: string,
): Promise<Ending> {
  const { selection, silence } = reflection;
  const course = createCourse(reflection, from);
  try {
    for await (const event of eventsOf(answer, selection, silence)) {
      const ending = course.take(event);
      if (ending) return ending;
    }
  } catch (error) {
    if (!isPassing(error, true)) throw error;
  }
  return course.ending();
}

interface Course {
  /** How the watch ends with this event; undefined where it goes on. */
  readonly take: (event: WatchEvent) => Ending | undefined;
  readonly ending: () => Ending;
}

function createCourse({ mirror, selection, onState }: Reflection, from: string): Course {
  let version = from;
  let heard = false;
  /** What a streamed list has shown so far; undefined where none is going on. */
  let listed: Map<string, KubernetesObject> | undefined = from === "" ? new Map() : undefined;
  const endList = (): void => {
    if (!listed) return;
    mirror.replace(listed.values());
    listed = undefined;
    onState(undefined);
  };
  const change = (type: "ADDED" | "MODIFIED" | "DELETED", object: KubernetesObject): void => {
    const key = `${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
    if (listed) {
      if (type === "DELETED") listed.delete(key);
      else listed.set(key, object);
      return;
    }
    if (type === "DELETED") mirror.remove(object);
    else mirror.put(object);
    version = textAt(object, "metadata", "resourceVersion") || version;
  };
  return {
    take: (event) => {
      heard = true;
      switch (event.type) {
        case "ERROR": {
          const { code: status, message } = event;
          const refusal = { status, reason: "", message };
          return { version: status === GONE ? "" : version, outcome: "failed", refusal };
        }
        case "BOOKMARK":
          if (event.endsList) endList();
          if (!listed) version = event.resourceVersion || version;
          return undefined;
        case "ADDED":
        case "MODIFIED":
        case "DELETED":
          change(event.type, keptObject(event.object, selection));
          return undefined;
      }
    },
    ending: () => ({ version: listed ? "" : version, outcome: heard ? "heard" : "failed" }),
  };
}
