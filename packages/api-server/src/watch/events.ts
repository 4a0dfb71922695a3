import type { IncomingMessage } from "node:http";
import { type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { createValueCutter } from "../lists/cut-values.ts";
import type { Selection } from "../lists/selection.ts";
import { bytesOf } from "../requests/body.ts";
import { parseJson } from "../requests/json.ts";
import { cutShort } from "../requests/passing.ts";

/** What a watch tells, as the API's WatchEvent. */
export type WatchEvent =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: JsonObject }
  /** How far the server is; `endsList` with the one that ends a streamed list. */
  | { readonly type: "BOOKMARK"; readonly resourceVersion: string; readonly endsList: boolean }
  | { readonly type: "ERROR"; readonly code: number; readonly message: string };

const LINE_FEED = 0x0a;
const INITIAL_EVENTS_END = "k8s.io/initial-events-end";

/** The events of a watch, one a line, until the server ends it; throws where it is cut or silent. */
export async function* eventsOf(
  answer: IncomingMessage,
  { secrets }: Pick<Selection, "secrets">,
  silence: number,
): AsyncGenerator<WatchEvent> {
  const cutter = secrets && createValueCutter();
  let rest: Buffer[] = [];
  for await (const chunk of bytesOf(answer, silence)) {
    const bytes = cutter ? cutter.push(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      rest.push(bytes.subarray(start, end));
      const event = eventIn(Buffer.concat(rest).toString("utf8"));
      rest = [];
      start = end + 1;
      if (event) yield event;
    }
    rest.push(bytes.subarray(start));
  }
}

function eventIn(line: string): WatchEvent | undefined {
  if (line === "") return undefined;
  const event = parseJson(line);
  if (event === undefined) throw cutShort();
  const type = textAt(event, "type");
  const object = objectAt(event, "object");
  switch (type) {
    case "ADDED":
    case "MODIFIED":
    case "DELETED":
      return { type, object };
    case "BOOKMARK":
      return {
        type,
        resourceVersion: textAt(object, "metadata", "resourceVersion"),
        endsList: textAt(object, "metadata", "annotations", INITIAL_EVENTS_END) === "true",
      };
    case "ERROR":
      return { type, code: Number(object["code"] ?? 500), message: textAt(object, "message") };
    default:
      // A later server's kinds of event are no change of an object.
      return undefined;
  }
}

/** The objects of a list are told apart by namespace and name. */
export function keyOfObject(object: JsonObject): string {
  return `${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
}
