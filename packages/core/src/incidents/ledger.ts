import type { GatheredIncident, IncidentActor, IncidentStep, Touched } from "./model.ts";
import {
  addStep,
  addTouched,
  gathered,
  mergeInto,
  type OpenIncident,
  openIncident,
} from "./open-incident.ts";
import { plainScoreOf } from "./score.ts";

/** What somebody did before anything was detected. */
interface KeptActivity {
  readonly steps: readonly IncidentStep[];
  readonly touched: readonly Touched[];
  readonly at: number | undefined;
}

/** The incidents that go on, by what belongs to them, and the worst of those that have ended. */
export interface Ledger {
  /** Tells the time of the log: what has long been quiet is closed. */
  readonly clock: (at: number | undefined) => void;
  readonly hasOpen: () => boolean;
  readonly isLinked: (handle: string) => boolean;
  readonly find: (handles: readonly string[]) => OpenIncident | undefined;
  /** The one to which these belong, several made one; else a new one. */
  readonly incidentFor: (
    handles: readonly string[],
    begun: () => { readonly actor: IncidentActor; readonly isAnonymous: boolean },
  ) => OpenIncident;
  /** From now on these belong to it; with an incident that one of them already belongs to it becomes one, which is returned. */
  readonly link: (incident: OpenIncident, handles: readonly string[]) => OpenIncident;
  /** Remembers what somebody does who is in no incident, for one that may follow. */
  readonly keep: (handle: string, activity: KeptActivity) => void;
  /** Ends all. */
  readonly finish: () => {
    readonly incidents: readonly GatheredIncident[];
    readonly leftOut: number;
  };
}

/** Milliseconds of quiet after which something new is another matter. */
const QUIET = 60 * 60_000;
/** Milliseconds before an incident that are told with it. */
const BEFORE = 10 * 60_000;
/** Incidents that go on at once, that are kept when they have ended, and actors whose latest doings are kept. */
const MOST_OPEN = 2000;
const MOST_KEPT = 1000;
const MOST_ACTORS = 500;
const MOST_DOINGS = 20;
/** Milliseconds of the log between two looks for what is quiet. */
const LOOK = 60_000;

/** An empty ledger. */
export function createLedger(): Ledger {
  const open = new Set<OpenIncident>();
  const links = new Map<string, OpenIncident>();
  const before = new Map<string, KeptActivity[]>();
  const closed: ClosedIncidents = createClosed();
  let number = 0;
  let looked = 0;
  const close = (incident: OpenIncident): void => {
    open.delete(incident);
    closed.add(incident);
  };
  const unlink = (gone: ReadonlySet<OpenIncident>): void => {
    for (const [handle, incident] of links) if (gone.has(incident)) links.delete(handle);
  };
  const closeQuiet = (at: number): void => {
    const gone = new Set([...open].filter((each) => each.at !== undefined && at - each.at > QUIET));
    for (const each of gone) close(each);
    if (gone.size > 0) unlink(gone);
  };
  const find: Ledger["find"] = (handles) => {
    for (const handle of handles) {
      const found = links.get(handle);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const merge = (first: OpenIncident, second: OpenIncident): void => {
    mergeInto(first, second);
    open.delete(second);
    for (const [handle, incident] of links) if (incident === second) links.set(handle, first);
  };
  const joinedOf = (handles: readonly string[]): OpenIncident | undefined => {
    const found = [...new Set(handles.flatMap((handle) => links.get(handle) ?? []))].sort(
      (a, b) => a.number - b.number,
    );
    const [first, ...others] = found;
    if (first !== undefined) for (const other of others) merge(first, other);
    return first;
  };
  const begin = (handles: readonly string[], incident: OpenIncident): OpenIncident => {
    open.add(incident);
    for (const handle of handles) {
      for (const kept of before.get(handle) ?? []) {
        for (const step of kept.steps) addStep(incident, step, kept.at);
        for (const each of kept.touched) addTouched(incident, each);
      }
      before.delete(handle);
    }
    if (open.size > MOST_OPEN) {
      // Many at once: to look through all links for each took a second for a thousand.
      const oldest = new Set([...open].slice(0, MOST_OPEN / 4));
      for (const each of oldest) close(each);
      unlink(oldest);
    }
    return incident;
  };
  return {
    find,
    hasOpen: () => open.size > 0,
    isLinked: (handle) => links.has(handle),
    clock: (at) => {
      if (at === undefined || at - looked < LOOK) return;
      looked = at;
      closeQuiet(at);
      dropOld(before, at - BEFORE);
    },
    incidentFor: (handles, begun) => {
      const found = joinedOf(handles);
      if (found !== undefined) return found;
      const { actor, isAnonymous } = begun();
      number += 1;
      return begin(handles, openIncident(number, actor, isAnonymous));
    },
    link: (incident, handles) => {
      let one = incident;
      for (const handle of handles) {
        const other = links.get(handle);
        if (other === undefined) links.set(handle, one);
        else if (other !== one) {
          const [first, second] = other.number < one.number ? [other, one] : [one, other];
          merge(first, second);
          one = first;
        }
      }
      return one;
    },
    keep: (handle, activity) => {
      const doings = before.get(handle) ?? [];
      before.delete(handle);
      before.set(handle, [...doings.slice(1 - MOST_DOINGS), activity]);
      if (before.size <= MOST_ACTORS) return;
      const [oldest] = before.keys();
      if (oldest !== undefined) before.delete(oldest);
    },
    finish: () => {
      for (const each of open) closed.add(each);
      open.clear();
      links.clear();
      return closed.finish();
    },
  };
}

function dropOld(before: Map<string, KeptActivity[]>, time: number): void {
  for (const [handle, doings] of before) {
    const young = doings.filter(({ at }) => at === undefined || at >= time);
    if (young.length === 0) before.delete(handle);
    else if (young.length < doings.length) before.set(handle, young);
  }
}

interface ClosedIncidents {
  readonly add: (incident: OpenIncident) => void;
  readonly finish: Ledger["finish"];
}

interface Closed {
  readonly number: number;
  readonly score: number;
  readonly incident: GatheredIncident;
}

/** The worst of those that have ended; the rest is counted. */
function createClosed(): ClosedIncidents {
  let kept: Closed[] = [];
  let leftOut = 0;
  const cut = (): void => {
    kept.sort((a, b) => b.score - a.score || a.number - b.number);
    leftOut += Math.max(0, kept.length - MOST_KEPT);
    kept = kept.slice(0, MOST_KEPT);
  };
  return {
    add: (incident) => {
      const whole = gathered(incident);
      kept.push({ number: incident.number, score: plainScoreOf(whole), incident: whole });
      if (kept.length > 2 * MOST_KEPT) cut();
    },
    finish: () => {
      cut();
      const incidents = kept
        .toSorted((a, b) => a.number - b.number)
        .map(({ incident }) => incident);
      return { incidents, leftOut };
    },
  };
}
