import {
  type AuditEvent,
  createFolding,
  eventsOfLine,
  type Folding,
  type Unpacking,
} from "@watertight/core/audit";
import type { DetectedEvent, Detector } from "@watertight/core/detections";

/** What was read so far. */
export interface SessionCounts {
  lines: number;
  events: number;
  /** Events that ended early and were salvaged. */
  truncated: number;
  /** Lines of other logs. */
  others: number;
  notRead: number;
  detections: number;
}

/** Reads lines one after the other, and tells what is detected. */
export interface Session {
  readonly line: (line: string, place: () => string) => void;
  readonly counts: SessionCounts;
  readonly folding: Folding;
  /** The first lines that could not be read, as `audit.log:7: the line is no JSON`. */
  readonly notReadLines: readonly string[];
}

/** Is told of each detection as it comes. */
export type Tell = (detected: DetectedEvent, event: AuditEvent, place: () => string) => void;

/** Is told of each event that is none of before, with what is detected in it. */
type Each = (event: AuditEvent, detected: readonly DetectedEvent[], place: () => string) => void;

/** What a session is made with besides. */
interface SessionOptions extends Unpacking {
  readonly folding?: Folding;
  readonly each?: Each;
}

const NAMED = 20;

/** A session over a detector; duplicates and stages that add nothing are folded. */
export function createSession(
  detector: Detector,
  tell: Tell,
  { unpack, folding = createFolding(), each = () => undefined }: SessionOptions = {},
): Session {
  const counts: SessionCounts = {
    lines: 0,
    events: 0,
    truncated: 0,
    others: 0,
    notRead: 0,
    detections: 0,
  };
  const notReadLines: string[] = [];
  const unpacking = unpack === undefined ? {} : { unpack };
  return {
    counts,
    folding,
    notReadLines,
    line: (line, place) => {
      if (line === "") return;
      const read = eventsOfLine(line, unpacking);
      counts.lines += 1;
      counts.others += read.others;
      if (read.notRead.length > 0) {
        counts.notRead += 1;
        if (notReadLines.length < NAMED) notReadLines.push(`${place()}: ${read.notRead[0] ?? ""}`);
      }
      for (const event of read.events) {
        counts.events += 1;
        if (event.truncated) counts.truncated += 1;
        if (!folding.isNew(event)) continue;
        const found = detector.detect(event);
        each(event, found, place);
        for (const detected of found) {
          counts.detections += 1;
          tell(detected, event, place);
        }
      }
    },
  };
}
