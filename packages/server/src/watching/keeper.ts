import type { Snapshot } from "@watertight/core/snapshot";
import { Overtaken, type Recorded, type Store, type Tell } from "@watertight/store";
import { type Log, reasonOf } from "../frame/log.ts";
import type { Hub } from "./hub.ts";
import type { WatchMetrics } from "./metrics.ts";
import type { Source, SourceListener, View, ViewChanges } from "./source.ts";
import { foundFindings, foundObject, pictureOf } from "./stored.ts";

/** What a keeper works with. */
export interface Keeping {
  readonly store: Store;
  readonly hub: Hub;
  readonly log: Log;
  readonly metrics: WatchMetrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Puts what leaves into the commit that writes it. */
  readonly tell: Tell;
  /** Waits so many milliseconds, or until the signal. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Keeps what is stored of a cluster like what is seen of it. */
export interface Keeper {
  readonly source: Source;
  /** What is seen now; undefined before the first picture. */
  readonly view: () => Snapshot | undefined;
  /** The revision at which it was stored; 0 before that. */
  readonly revision: () => number;
  /** Why it is not kept at the moment; "" where it is. */
  readonly trouble: () => string;
  /** Resolves when the signal has ended it. */
  readonly ended: Promise<void>;
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** Follows a source until the signal ends that; whatever fails is tried again after a while, which gets longer. */
export function keep(source: Source, keeping: Keeping, signal: AbortSignal): Keeper {
  const { log, metrics, sleep } = keeping;
  let view: View | undefined;
  let stored: Recorded | undefined;
  let trouble = "it is read for the first time";
  const commit = async (work: () => Promise<Recorded>): Promise<void> => {
    const start = keeping.now();
    stored = await work();
    metrics.commits.add({ cluster: source.name });
    metrics.commitSeconds.observe((keeping.now() - start) / 1000);
    trouble = "";
    keeping.hub.wake();
  };
  const recording = () => ({
    ...{ cluster: source.name, at: keeping.now(), tell: keeping.tell },
    seen: stored?.revision,
  });
  const onView = async (seen: View): Promise<void> => {
    view = seen;
    await commit(() => keeping.store.recordPicture(recording(), pictureOf(seen, source.place)));
    const { snapshot } = seen;
    log.info("a cluster was read", { cluster: source.name, objects: snapshot.objects.length });
    const { notExamined } = snapshot.coverage;
    const [first] = notExamined;
    if (first === undefined) return;
    const { reason } = first;
    log.error("not everything was examined", {
      ...{ cluster: source.name, parts: notExamined.length, first: reason },
    });
  };
  const onChanges = async (seen: View, changed: ViewChanges): Promise<void> => {
    view = seen;
    const { changes, fingerprints } = changed;
    const findings = seen.findings().filter(({ fingerprint }) => fingerprints.has(fingerprint));
    await commit(() =>
      keeping.store.recordChanges(recording(), {
        put: changes.put.map(foundObject),
        removed: changes.removed,
        fingerprints,
        findings: [...foundFindings(findings)],
      }),
    );
    metrics.changes.add({ cluster: source.name }, changes.put.length + changes.removed.length);
  };
  const listener: SourceListener = { onView, onChanges };
  const isOver = (): boolean => signal.aborted;
  const follow = async (): Promise<void> => {
    for (let pause = FIRST_PAUSE; !isOver(); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        await source.follow(listener, signal);
        trouble = "it is no longer told of";
      } catch (error) {
        // What another has written meanwhile is known when it is asked for: all is compared anew.
        stored = undefined;
        trouble = reasonOf(error);
        const isOther = error instanceof Overtaken;
        if (!isOver())
          log.error("a cluster cannot be kept", { cluster: source.name, error: trouble, isOther });
      }
      if (isOver()) return;
      metrics.failures.add({ cluster: source.name });
      await sleep(pause, signal);
    }
  };
  return {
    source,
    view: () => view?.snapshot,
    revision: () => stored?.revision ?? 0,
    trouble: () => trouble,
    ended: follow(),
  };
}
