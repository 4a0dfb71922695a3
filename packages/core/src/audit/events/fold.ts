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
  const wasSeen = (key: string): boolean => {
    if (young.has(key) || old.has(key)) return true;
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
      const request = `${event.auditID} ${event.requestURI} ${event.verb}`;
      if (wasSeen(`${event.stage} ${event.stageTimestamp} ${request}`)) {
        counts.duplicates += 1;
        return false;
      }
      if (!isDecided(event)) {
        counts.stages += 1;
        return false;
      }
      if (event.stage === "ResponseStarted") wasSeen(`began ${request}`);
      else if (young.has(`began ${request}`) || old.has(`began ${request}`)) {
        counts.stages += 1;
        return false;
      }
      return true;
    },
  };
}

/** Whether an event says what became of its request. */
export function isDecided({ stage }: AuditEvent): boolean {
  return stage !== "RequestReceived";
}
