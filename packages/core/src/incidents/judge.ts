import { compareSeverity } from "../findings/finding.ts";
import { sha256 } from "../snapshot/sha256.ts";
import { counterMeasuresFor } from "./counter-measures.ts";
import type { AskReach, GatheredIncident, Incident } from "./model.ts";
import { LEAST_SCORE, scoreOf } from "./score.ts";

/** What came of a log. */
export interface JudgedIncidents {
  /** The worst first, then those that began first. */
  readonly incidents: readonly Incident[];
  /** Matters that are too small for an incident. */
  readonly below: number;
}

/** Scores what was gathered, with what the engines know where they are given, and says what to do. */
export function judgeIncidents(
  gathered: readonly GatheredIncident[],
  ask?: AskReach,
): JudgedIncidents {
  const before = new Map<string, number>();
  const ids = new Map<string, number>();
  const judged = gathered.map((each) => {
    const sort = JSON.stringify([each.actor.user, [...each.rules.keys()].sort()]);
    const times = before.get(sort) ?? 0;
    before.set(sort, times + 1);
    return judgedOf(each, { ask, before: times, ids });
  });
  const incidents = judged.filter(({ score }) => score >= LEAST_SCORE);
  return {
    incidents: incidents.sort(
      (a, b) => compareSeverity(b.severity, a.severity) || b.score - a.score,
    ),
    below: judged.length - incidents.length,
  };
}

interface Judging {
  readonly ask: AskReach | undefined;
  readonly before: number;
  readonly ids: Map<string, number>;
}

function judgedOf(incident: GatheredIncident, { ask, before, ids }: Judging): Incident {
  const reach = ask?.(incident);
  const { steps } = incident;
  return {
    ...incident,
    id: idOf(incident, ids),
    ...scoreOf(incident, { reach, before }),
    reach,
    counterMeasures: counterMeasuresFor(incident),
    techniques: [...new Set(steps.flatMap(({ techniques }) => techniques))].sort(),
    targets: [
      ...new Set(
        steps.flatMap(({ kind, subject }) =>
          kind === "activity" || subject === "" ? [] : [subject],
        ),
      ),
    ],
  };
}

/** Of how it began, so that it is the same while it goes on. */
function idOf({ actor, first, steps }: GatheredIncident, ids: Map<string, number>): string {
  const [begin] = steps;
  const text = JSON.stringify([
    actor.user,
    actor.pod,
    first,
    begin?.rule ?? "",
    begin?.subject ?? "",
  ]);
  const digits = sha256(text).slice(0, 12);
  const times = (ids.get(digits) ?? 0) + 1;
  ids.set(digits, times);
  return times === 1 ? `inc-${digits}` : `inc-${digits}-${times}`;
}
