import type { FindingEvent, Store, Tell } from "@watertight/store";
import { timeOf } from "../api/route.ts";
import { parsed } from "../api/shown.ts";
import type { WatchMetrics } from "./metrics.ts";

/** What channels are told: the shape of a change of @watertight/delivery. */
interface OutgoingChange {
  readonly key: string;
  readonly kind: string;
  readonly time: string;
  readonly cluster: string;
  readonly severity: string;
  readonly subject: string;
  readonly check: string;
  readonly title: string;
  readonly message: string;
  readonly object: FindingEvent["object"];
  readonly container: string;
  readonly path: string;
  readonly link: string;
  readonly reason: string;
  readonly data: ReturnType<typeof parsed>;
}

/** Which channels a change leaves by. */
export type ChannelsOf = (change: OutgoingChange) => readonly string[];

/**
 * Puts what leaves into the commit that stores it: killed before the commit nothing has happened, killed after it everything has. The
 * first picture of a cluster is how things stand, and no change.
 */
export function tellChannels(
  { store, metrics }: { readonly store: Store; readonly metrics: WatchMetrics },
  {
    channelsOf,
    titleOf,
  }: {
    /** Absent: nothing leaves. */
    readonly channelsOf: ChannelsOf | undefined;
    readonly titleOf: (check: string) => string;
  },
): Tell {
  if (!channelsOf) return () => Promise.resolve();
  return async (events, transaction) => {
    const letters = events.flatMap((event) => {
      if (event.revision === 1 || event.type === "changed") return [];
      const change = changeOf(event, titleOf);
      return channelsOf(change).map((channel) => ({ channel, change }));
    });
    if (letters.length === 0) return;
    await store.outbox<OutgoingChange>(transaction).put(letters, events[0]?.at ?? 0);
    metrics.letters.add({}, letters.length);
  };
}

function changeOf(event: FindingEvent, titleOf: (check: string) => string): OutgoingChange {
  const { cluster, at, type, severity, check, fingerprint, message, object, detail, actor } = event;
  const data = parsed(event.document);
  return {
    // The number of an event is given once, within the same commit.
    ...{ key: `finding/${event.id}`, kind: `finding.${type}`, time: timeOf(at), cluster, severity },
    ...{ subject: fingerprint, check, title: titleOf(check), message, object },
    ...{ container: textIn(data, "container"), path: textIn(data, "path"), link: "" },
    reason: type === "excepted" ? `${detail} (${actor})` : detail,
    data,
  };
}

function textIn(value: unknown, name: string): string {
  if (typeof value !== "object" || value === null) return "";
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === "string" ? found : "";
}
