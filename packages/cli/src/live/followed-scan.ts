import type { Finding } from "@watertight/core/findings";
import {
  type KubernetesObject,
  objectAt,
  referenceOf,
  sameJson,
} from "@watertight/core/kubernetes";
import { type ContinuousScan, type FindingChanges, scanContinuously } from "@watertight/core/scan";
import { createSnapshot, type ServerChanges, type SnapshotInput } from "@watertight/core/snapshot";
import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { gapIn } from "../ending.ts";
import { livePictures, settingsOf } from "../reading.ts";
import type { ScanPlan } from "../scanning.ts";
import { followCluster } from "./following.ts";
import { withConnection } from "./read-live.ts";
import { withVersion } from "./read-snapshot.ts";

/** What is known of a followed cluster now. */
export interface FollowedScan {
  readonly scan: ContinuousScan;
  /** What should have been read and was not, in a sentence. */
  readonly gap: string | undefined;
}

/** Told of a cluster that is followed, one thing after another: what happens meanwhile waits, and comes together. */
export interface ScanListener {
  /** All is judged anew: at first, and whenever what there is to see has changed; `before` is what was found until then. */
  readonly onScan: (now: FollowedScan, before: readonly Finding[] | undefined) => Promise<void>;
  readonly onChanges: (
    now: FollowedScan,
    changes: ServerChanges,
    found: FindingChanges,
  ) => Promise<void>;
}

/** Follows the cluster that a PATH names and judges again what changed, until the signal ends it; what fails is thrown. */
export async function followScan(
  path: string,
  plan: ScanPlan,
  listener: ScanListener,
  {
    args,
    context,
    signal,
  }: {
    readonly args: Arguments;
    readonly context: Context;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const pictures = await livePictures(args, context, plan.configuration);
  let standing: FollowedScan | undefined;
  let seen = createSeen([]);
  const onPicture = async (read: SnapshotInput): Promise<void> => {
    const input = await pictures.completed(createSnapshot(withVersion(read, args, context)));
    seen = createSeen(input.objects.map(({ object }) => object));
    const gap = gapIn(input);
    const options = { ...plan.optionsWith(gap), cluster: settingsOf(args, plan.configuration) };
    const before = standing?.scan.findings();
    standing = { scan: scanContinuously(input, plan.checks, options), gap };
    await listener.onScan(standing, before);
  };
  const onChanges = async (told: ServerChanges): Promise<void> => {
    if (!standing) return;
    const changes = {
      put: told.put.filter(({ object }) => seen.isOther(object)).map(pictures.placed),
      removed: told.removed,
    };
    seen.forget(told);
    if (changes.put.length + changes.removed.length === 0) return;
    await listener.onChanges(standing, changes, standing.scan.apply(changes));
  };
  const turns = inTurn(signal, { onPicture, onChanges, now: context.now });
  await withConnection(path, args, context, (connection) =>
    followCluster(
      connection,
      args,
      { onPicture: turns.picture, onChanges: turns.changes },
      turns.signal,
    ),
  );
  await turns.end();
}

/** Tells changes that some check could see from those of what is not read: a heartbeat makes a new version of an object, and nothing else. */
function createSeen(objects: readonly KubernetesObject[]) {
  const known = new Map(objects.map((object) => [keyOf(referenceOf(object)), object]));
  return {
    isOther: (object: KubernetesObject): boolean => {
      const key = keyOf(referenceOf(object));
      const before = known.get(key);
      if (before && sameJson(versionless(before), versionless(object))) return false;
      known.set(key, object);
      return true;
    },
    forget: ({ removed }: ServerChanges): void => {
      for (const reference of removed) known.delete(keyOf(reference));
    },
  };
}

function versionless(object: KubernetesObject): KubernetesObject {
  const { resourceVersion: _, ...metadata } = objectAt(object, "metadata");
  return { ...object, metadata };
}

type Reference = ReturnType<typeof referenceOf>;

function keyOf({ apiVersion, kind, namespace, name }: Reference): string {
  return JSON.stringify([apiVersion, kind, namespace, name]);
}

interface Steps {
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  readonly onPicture: (input: SnapshotInput) => Promise<void>;
  readonly onChanges: (changes: ServerChanges) => Promise<void>;
}

/** Does one thing after another; changes that wait are done together, and a failure ends what is waited for. */
function inTurn(interruption: AbortSignal, { onPicture, onChanges, now }: Steps) {
  const failing = new AbortController();
  let last = Promise.resolve();
  let waiting: Map<string, Change> | undefined;
  let restedAt = 0;
  /** Half of the time is for what is told meanwhile: else each step would find but the little that came in between. */
  const timed = async (step: () => Promise<void>): Promise<void> => {
    const start = now();
    await step();
    const end = now();
    restedAt = end + Math.min(end - start, LONGEST_REST);
  };
  const add = (step: () => Promise<void>): void => {
    last = last.then(step);
    last.catch(() => {
      failing.abort();
    });
  };
  return {
    signal: AbortSignal.any([interruption, failing.signal]),
    picture: (input: SnapshotInput): void => {
      waiting = undefined;
      add(() => onPicture(input));
    },
    changes: (changes: ServerChanges): void => {
      if (waiting) {
        join(waiting, changes);
        return;
      }
      const joined = new Map<string, Change>();
      join(joined, changes);
      waiting = joined;
      add(async () => {
        await pause(restedAt - now());
        if (waiting === joined) waiting = undefined;
        await timed(() => onChanges(changesIn(joined)));
      });
    },
    /** Waits for the last; a failure is thrown here. */
    end: (): Promise<void> => last,
  };
}

/** Milliseconds. */
const LONGEST_REST = 500;

function pause(milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((settle) => {
    setTimeout(settle, milliseconds);
  });
}

/** What became of an object last. */
type Change = { readonly put: ServerChanges["put"][number] } | { readonly removed: Reference };

function join(all: Map<string, Change>, { put, removed }: ServerChanges): void {
  for (const source of put) all.set(keyOf(referenceOf(source.object)), { put: source });
  for (const reference of removed) all.set(keyOf(reference), { removed: reference });
}

function changesIn(all: ReadonlyMap<string, Change>): ServerChanges {
  const changes = [...all.values()];
  return {
    put: changes.flatMap((change) => ("put" in change ? change.put : [])),
    removed: changes.flatMap((change) => ("removed" in change ? change.removed : [])),
  };
}
