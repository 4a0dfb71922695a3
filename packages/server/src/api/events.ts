import type { IncomingMessage, ServerResponse } from "node:http";
import type { Store } from "@watertight/store";
import type { Log } from "../frame/log.ts";
import { reasonOf } from "../frame/log.ts";
import type { Hub } from "../watching/hub.ts";
import { HEADERS } from "./answering.ts";
import type { Asker } from "./asker.ts";
import type { Problem } from "./route.ts";
import { shownEvent } from "./shown.ts";

/** What streams are made of. */
export interface Streaming {
  readonly store: Store;
  readonly hub: Hub;
  readonly log: Log;
  /** Milliseconds between two looks at what another server may have written. */
  readonly pace: number;
  /** Milliseconds between two signs of life. */
  readonly beat: number;
}

const MOST_STREAMS = 200;
const TOGETHER = 200;
/** A reader that does not read is cut off. */
const MOST_WAITING = 4 * 1024 * 1024;

/** Sends what happens to findings, as it happens and from where the reader was: `Last-Event-ID`, else `after`, else now. */
export async function streamEvents(
  request: IncomingMessage,
  response: ServerResponse,
  asking: { readonly asker: Asker; readonly query: URLSearchParams; readonly streaming: Streaming },
): Promise<Problem | undefined> {
  const { asker, query, streaming } = asking;
  const { store, hub, log } = streaming;
  const unknown = [...query.keys()].find((name) => !["after", "cluster"].includes(name));
  if (unknown !== undefined) return { status: 400, detail: "There are after and cluster alone." };
  const from = request.headers["last-event-id"] ?? query.get("after") ?? undefined;
  if (typeof from === "string" && !/^\d{1,15}$/.test(from)) {
    return { status: 400, detail: "The number of an event is a whole number." };
  }
  if (hub.listeners() >= MOST_STREAMS)
    return { status: 503, detail: "There are too many streams." };
  const clusters = query.getAll("cluster");
  let last = from === undefined ? await store.lastEvent() : Number(from);
  response.writeHead(200, {
    ...HEADERS,
    ...{ "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" },
  });
  response.write(`retry: 2000\n\n`);
  let isAsking = false;
  let asksAgain = false;
  const look = async (): Promise<void> => {
    if (isAsking) {
      asksAgain = true;
      return;
    }
    isAsking = true;
    do {
      asksAgain = false;
      const events = await store.events(asker.scope, {
        filter: clusters.length > 0 ? { clusters } : {},
        ...{ after: last, limit: TOGETHER },
      });
      for (const event of events) {
        last = event.id;
        response.write(
          `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(shownEvent(event))}\n\n`,
        );
      }
      if (events.length === TOGETHER) asksAgain = true;
      if (response.writableLength > MOST_WAITING) response.destroy();
    } while (asksAgain && !response.destroyed);
    isAsking = false;
  };
  const heard = (): void => {
    look().catch((error: unknown) => {
      log.error("a stream of events was cut", { error: reasonOf(error) });
      response.destroy();
    });
  };
  const forget = hub.listen(heard);
  const looking = setInterval(heard, streaming.pace);
  const beating = setInterval(() => {
    response.write(":\n\n");
  }, streaming.beat);
  response.once("close", () => {
    forget();
    clearInterval(looking);
    clearInterval(beating);
  });
  heard();
  return undefined;
}
