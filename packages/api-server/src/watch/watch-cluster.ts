import { setMaxListeners } from "node:events";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import type { NotExamined, SnapshotInput } from "@watertight/core/snapshot";
import type { Connection } from "../connect.ts";
import { gapOfPlace } from "../coverage.ts";
import type { Place } from "../lists/selection.ts";
import { clusterFacts, inOrder, inputOf, type ReadClusterOptions } from "../read-cluster.ts";
import type { Refusal } from "../requests/requester.ts";
import { createMirror, joinMirrors, type Mirror, type ObjectChange } from "./mirror.ts";
import { reflect } from "./reflector.ts";

export interface WatchClusterOptions extends Omit<ReadClusterOptions, "signal"> {
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Told of each change after the first picture. */
  readonly onChange: (change: ObjectChange) => void;
  /** Told when what cannot be seen has changed after the first picture, with all that can be seen then. */
  readonly onGaps: (gaps: readonly NotExamined[], now: () => SnapshotInput) => void;
  /** Milliseconds without a byte after which a watch counts as cut. Default: 150 s, for servers send bookmarks about once a minute. */
  readonly watchSilence?: number;
}

/** The first minor version whose servers stream lists by default. */
const STREAMS_LISTS_SINCE = 32;

/**
 * Reads a cluster as `readCluster` does, and from then on tells of every change until the signal ends it. Cuts, refused connections
 * and versions that the server has forgotten are mended unseen.
 */
export async function watchCluster(
  connection: Connection,
  options: WatchClusterOptions,
): Promise<SnapshotInput> {
  const { namespaces = [], onChange, onGaps, watchSilence = 150_000 } = options;
  const signal = AbortSignal.any([options.signal]);
  // Each of the watches listens to it.
  setMaxListeners(0, signal);
  const facts = await clusterFacts(connection, options);
  const minor = Number(facts.kubernetesVersion.slice("v1.".length));
  let isTold = false;
  const parts = facts.places.map((place) =>
    watchPlace(place, {
      ...{ connection, signal, silence: watchSilence, streamsLists: minor >= STREAMS_LISTS_SINCE },
      tell: (change) => {
        if (isTold) onChange(change);
      },
      tellGaps: () => {
        if (isTold) onGaps(gapsNow(), pictureNow);
      },
    }),
  );
  const gapsNow = (): readonly NotExamined[] => [
    ...facts.gaps,
    ...parts.flatMap(({ place, refusal }) => {
      const found = refusal();
      return found ? [gapOfPlace(place, found, connection.server)] : [];
    }),
  ];
  const pictureNow = (): SnapshotInput => {
    const objects = parts.flatMap((part) => part.objects());
    const { kubernetesVersion } = facts;
    return inputOf({ objects, gaps: gapsNow(), namespaces, kubernetesVersion }, connection.server);
  };
  await Promise.all(parts.map(({ ready }) => ready));
  signal.throwIfAborted();
  isTold = true;
  return pictureNow();
}

interface WatchedPlace {
  readonly place: Place;
  /** When it is known what there is, or that it cannot be. */
  readonly ready: Promise<void>;
  readonly objects: () => readonly KubernetesObject[];
  readonly refusal: () => Refusal | undefined;
}

interface Watching {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly silence: number;
  readonly streamsLists: boolean;
  readonly tell: (change: ObjectChange) => void;
  readonly tellGaps: () => void;
}

function watchPlace(place: Place, watching: Watching): WatchedPlace {
  const { tell, tellGaps, ...rest } = watching;
  const refusals = new Map<Mirror, Refusal>();
  const mirrors: readonly Mirror[] = place.selections.map(() =>
    createMirror((change) => {
      joined.take(change);
    }),
  );
  const joined = joinMirrors(mirrors, tell);
  const first = (): Refusal | undefined => [...refusals.values()][0];
  const ready = Promise.all(
    place.selections.map((selection, index) => {
      const mirror = mirrors[index];
      if (!mirror) return Promise.resolve();
      return new Promise<void>((settle, fail) => {
        const onState = (refusal: Refusal | undefined): void => {
          const before = first()?.status;
          // A kind that is gone has no objects.
          if (refusal?.status === 404) mirror.replace([]);
          if (refusal && refusal.status !== 404) refusals.set(mirror, refusal);
          else refusals.delete(mirror);
          settle();
          if (before !== first()?.status) tellGaps();
        };
        reflect({ ...rest, selection, mirror, onState }).then(settle, fail);
      });
    }),
  );
  return {
    place,
    ready: ready.then(() => undefined),
    objects: () => inOrder([...joined.objects()]),
    refusal: first,
  };
}
