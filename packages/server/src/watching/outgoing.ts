import { objectAt, textAt } from "@watertight/core/kubernetes";
import type { Change, NewLetter } from "@watertight/delivery";
import type { FindingEvent, Store, Tell } from "@watertight/store";
import { timeOf } from "../api/route.ts";
import { parsed } from "../api/shown.ts";
import type { WatchMetrics } from "./metrics.ts";

/** Letters for those channels that get a change. */
export type LettersFor = (changes: readonly Change[]) => readonly NewLetter[];

/**
 * Puts what leaves into the commit that stores it: killed before the commit nothing has happened, killed after it everything has. The
 * first picture of a cluster is how things stand, and no change.
 */
export function tellChannels(
  { store, metrics }: { readonly store: Store; readonly metrics: WatchMetrics },
  {
    lettersFor,
    titleOf,
  }: { readonly lettersFor: LettersFor; readonly titleOf: (check: string) => string },
): Tell {
  return async (events, transaction) => {
    const changes = events.flatMap((event) => {
      const { type, revision } = event;
      return revision === 1 || type === "changed" ? [] : [changeOf({ ...event, type }, titleOf)];
    });
    const letters = lettersFor(changes);
    if (letters.length === 0) return;
    await store.outbox<Change>(transaction).put(letters, events[0]?.at ?? 0);
    metrics.letters.add({}, letters.length);
  };
}

type Told = FindingEvent & { readonly type: Exclude<FindingEvent["type"], "changed"> };

function changeOf(event: Told, titleOf: (check: string) => string): Change {
  const { cluster, at, type, severity, check, fingerprint, message, object, detail, actor } = event;
  const data = objectAt(parsed(event.document));
  return {
    // The number of an event is given once, within the same commit.
    ...{ key: `finding/${event.id}`, kind: `finding.${type}`, time: timeOf(at), cluster, severity },
    ...{ subject: fingerprint, check, title: titleOf(check), message, object },
    ...{ container: textAt(data, "container"), path: textAt(data, "path"), link: "" },
    reason: type === "excepted" ? `${detail} (${actor})` : detail,
    data,
  };
}
