import {
  type AuditEvent,
  eventsOf,
  eventsOfLine,
  isDecided,
  type ReadEvents,
} from "@watertight/core/audit";
import { type Detector, redactedEvent } from "@watertight/core/detections";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { unpack } from "../../../audit-log/unpack.ts";
import { type Answer, answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";
import { detectionJson } from "./detection-json.ts";

/** `audit detect --batch`: `{id, event}` or a bare event or envelope a line; each is judged after those before it. */
export function detectBatch(streams: BatchStreams, detector: Detector): Promise<Ending> {
  return answerLines(
    streams,
    (question) => {
      const { value, id } = askedIn(question);
      return answerRead(eventsOf(value, { unpack }), id, detector);
    },
    // What syslog and containers write before an event, an event that ends early, and what a subscription packs.
    (line) => {
      const read = eventsOfLine(line, { unpack });
      return read.events.length === 0
        ? { problem: "The line holds no event in a known envelope." }
        : answerRead(read, {}, detector);
    },
  );
}

function answerRead(
  { events, notRead, others }: ReadEvents,
  id: JsonObject,
  detector: Detector,
): Answer {
  const [problem] = notRead;
  if (problem !== undefined && events.length === 0) {
    return { problem: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.` };
  }
  return {
    json: {
      ...id,
      events: events.map(redactedEvent),
      detections: detectionsIn(events, detector),
      ...notReadJson({ notRead, others }),
    },
  };
}

/** An event has no member `event`, and no envelope has one beside `id` alone. */
function askedIn(question: JsonObject): { readonly value: JsonValue; readonly id: JsonObject } {
  const { event, id, ...others } = question;
  const isQuestion = event !== undefined && Object.keys(others).length === 0;
  if (isQuestion) return { value: event, id: idOf(question) };
  return { value: question, id: id === undefined ? {} : { id } };
}

function detectionsIn(events: readonly AuditEvent[], detector: Detector): readonly JsonObject[] {
  const found = events
    .filter(isDecided)
    .flatMap((event) => detector.detect(event).map((each) => detectionJson(each, event)));
  // Two stages of one request say the same.
  const seen = new Set<string>();
  return found.filter((each) => {
    const key = JSON.stringify(each);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function notReadJson({ notRead, others }: Pick<ReadEvents, "notRead" | "others">): JsonObject {
  const reasons = [
    ...notRead,
    ...(others === 0 ? [] : ["part of it is no audit event of Kubernetes"]),
  ];
  return reasons.length === 0 ? {} : { notRead: reasons };
}
