import type { Connection, ObjectChange } from "@watertight/api-server";
import { type KubernetesObject, referenceOf } from "@watertight/core/kubernetes";
import type { ServerChanges, SnapshotInput } from "@watertight/core/snapshot";
import type { Arguments } from "../command.ts";
import { namespacesOf } from "./read-live.ts";

/** What is told of a cluster that is followed. */
export interface Follower {
  /** All of it: at first, and whenever what there is to see has changed. */
  readonly onPicture: (input: SnapshotInput) => void;
  /** What changed since, one burst together. */
  readonly onChanges: (changes: ServerChanges) => void;
}

/** How long a burst of changes is waited for: a rollout changes a dozen objects at once. */
const BURST_MS = 5;
/** The API server takes a while until it serves a new kind. */
const NEW_KINDS_MS = 2000;

/** Objects that change which kinds there are. */
const DEFINING: ReadonlySet<string> = new Set(["CustomResourceDefinition", "APIService"]);

/** Follows a cluster until the signal ends it; kinds that are added or taken away while it runs are followed too. */
export async function followCluster(
  connection: Connection,
  args: Arguments,
  follower: Follower,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) await followKinds(connection, args, follower, signal);
}

/** Follows the kinds that there are now, until there may be others. */
async function followKinds(
  connection: Connection,
  args: Arguments,
  { onPicture, onChanges }: Follower,
  signal: AbortSignal,
): Promise<void> {
  const { watchCluster, sourceObjectOf } = await import("@watertight/api-server");
  const ending = new AbortController();
  const ended = AbortSignal.any([signal, ending.signal]);
  let waiting: ObjectChange[] = [];
  let picture: (() => SnapshotInput) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const changes = waiting;
    waiting = [];
    if (ended.aborted) return;
    if (picture) onPicture(picture());
    else onChanges(changesOf(changes, (object) => sourceObjectOf(object, connection.server)));
    picture = undefined;
  };
  const wake = (): void => {
    timer ??= setTimeout(flush, BURST_MS);
  };
  try {
    const input = await watchCluster(connection, {
      namespaces: namespacesOf(args),
      without: args.readsNot,
      signal: ended,
      onChange: (change) => {
        if (DEFINING.has(change.object.kind)) {
          setTimeout(() => {
            ending.abort();
          }, NEW_KINDS_MS).unref();
        }
        waiting.push(change);
        wake();
      },
      onGaps: (_gaps, now) => {
        picture = now;
        wake();
      },
    });
    onPicture(input);
    await aborted(ended);
  } catch (error) {
    if (!ended.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What is known of each object last. */
function changesOf(
  changes: readonly ObjectChange[],
  sourceOf: (object: KubernetesObject) => ServerChanges["put"][number],
): ServerChanges {
  const last = new Map(
    changes.map((change) => [JSON.stringify(referenceOf(change.object)), change]),
  );
  const all = [...last.values()];
  return {
    put: all.flatMap(({ type, object }) => (type === "deleted" ? [] : [sourceOf(object)])),
    removed: all.flatMap(({ type, object }) => (type === "deleted" ? [referenceOf(object)] : [])),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else {
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });
}
