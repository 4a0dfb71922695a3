import type { AuditEvent } from "./event.ts";

/** What holds back events that say again what was already said. */
export interface Folding {
  /** Whether this is an event that was not there before: neither the same one again, nor a stage that adds nothing. */
  readonly isNew: (event: AuditEvent) => boolean;
  readonly counts: { duplicates: number; stages: number };
  /** The youngest of what is remembered, to go on after a restart. */
  readonly state: () => readonly string[];
}

/** Of this many requests it is known what was seen of them; older ones are forgotten. */
const REMEMBERED = 50_000;
/** So many are kept over a restart: more than an API server sends again. */
const KEPT = 4000;

/**
 * Tells duplicates by audit ID and stage, with what else makes an event one (sources repeat IDs in exports), and drops stages that say
 * nothing on their own: `RequestReceived`, before which nothing was decided, and the end of a request whose beginning was seen.
 */
export function createFolding(saved: readonly string[] = []): Folding {
  let young = new Set<string>(saved);
  let old = new Set<string>();
  const counts = { duplicates: 0, stages: 0 };
  const isKnown = (key: string): boolean => young.has(key) || old.has(key);
  const wasSeen = (key: string): boolean => {
    if (isKnown(key)) return true;
    young.add(key);
    if (young.size >= REMEMBERED) {
      old = young;
      young = new Set();
    }
    return false;
  };
  return {
    counts,
    state: () => [...old, ...young].slice(-KEPT),
    isNew: (event) => {
      if (event.auditID === "") return isDecided(event);
      if (wasSeen(keyOf(event))) {
        counts.duplicates += 1;
        return false;
      }
      const began = `began ${event.auditID} ${event.requestURI}`;
      const isEnd = isDecided(event) && event.stage !== "ResponseStarted";
      if (!isDecided(event) || (isEnd && isKnown(began))) {
        counts.stages += 1;
        return false;
      }
      if (!isEnd) wasSeen(began);
      return true;
    },
  };
}

/** A stage of a request has one time; where the log has none, what was asked for tells as well. */
function keyOf({ auditID, stage, stageTimestamp, requestURI, verb }: AuditEvent): string {
  return stageTimestamp === ""
    ? `${auditID} ${stage} ${verb} ${requestURI}`
    : `${auditID} ${stage} ${stageTimestamp}`;
}

/** Whether an event says what became of its request. */
export function isDecided({ stage }: AuditEvent): boolean {
  return stage !== "RequestReceived";
}
