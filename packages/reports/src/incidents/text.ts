import type { Incident, IncidentReach, IncidentStep } from "@watertight/core/incidents";
import type { Paint } from "../text/paint.ts";
import { sanitize } from "../text/sanitize.ts";
import { paintSeverity } from "../text/severity.ts";
import { counted } from "../text/words.ts";
import { titleOf } from "./ocsf.ts";

/** What is told of incidents besides. */
export interface IncidentsFacts {
  readonly events: number;
  readonly alerts: number;
  readonly detections: number;
  readonly suppressed: number;
  /** Suppressions whose last day is past, as clauses. */
  readonly expired: readonly string[];
  /** Matters too small for an incident, incidents below what is shown, and those that were too many. */
  readonly below: number;
  readonly hidden: number;
  readonly leftOut: number;
  readonly notAsked: readonly string[];
  readonly hasCluster: boolean;
}

/** Steps and measures that a person reads of one incident. */
const SHOWN_STEPS = 16;
const SHOWN_MEASURES = 12;

/** Incidents for people, the worst first, and what to do next. */
export function incidentsText(
  incidents: readonly Incident[],
  facts: IncidentsFacts,
  paint: Paint,
): string {
  const lines = incidents.flatMap((incident) => incidentLines(incident, paint));
  return `${[...lines, ...summaryLines(incidents, facts)].join("\n")}\n`;
}

function incidentLines(incident: Incident, paint: Paint): readonly string[] {
  const { severity, score, first, last, sessions, factors, reach } = incident;
  const when = first === last || last === "" ? first : `${first} to ${last}`;
  const [session] = sessions;
  const more = sessions.length > 1 ? ` and ${sessions.length - 1} more` : "";
  const from = session === undefined ? "" : `, from ${session.sourceIP}${more}`;
  const label = paintSeverity(severity, severity.padEnd(8), paint);
  return [
    `${label}  ${paint("bold", sanitize(titleOf(incident)))}  ${score} of 100`,
    sanitize(`  ${incident.id}, ${when}${from}`),
    sanitize(`  because ${factors.map(({ because }) => because).join("; ")}`),
    ...timelineLines(incident, paint),
    ...(reach === undefined ? [] : reachLines(reach)),
    ...measureLines(incident),
    "",
  ];
}

function timelineLines({ steps, stepsLeftOut }: Incident, paint: Paint): readonly string[] {
  const shown = shownSteps(steps);
  const rest = steps.length - shown.length + stepsLeftOut;
  return [
    ...shown.map((step) => stepLine(step, paint)),
    ...(rest === 0
      ? []
      : [`    and ${counted(rest, "step")} more; -o json has all that were kept`]),
  ];
}

/** What was detected goes before what was only done, and all of it in the order of time. */
function shownSteps(steps: readonly IncidentStep[]): readonly IncidentStep[] {
  if (steps.length <= SHOWN_STEPS) return steps;
  const told = steps.filter(({ severity }) => severity !== "info").slice(0, SHOWN_STEPS);
  const others = steps.filter(({ severity }) => severity === "info");
  const chosen = new Set([...told, ...others.slice(0, SHOWN_STEPS - told.length)]);
  return steps.filter((step) => chosen.has(step));
}

function stepLine({ time, severity, because, rule, count }: IncidentStep, paint: Paint): string {
  const clock = /T(\d\d:\d\d:\d\d)/.exec(time)?.[1] ?? "--:--:--";
  const often = count === 1 ? "" : ` (${counted(count, "time")})`;
  const by = rule === "" ? "" : `  ${rule}`;
  const label = paintSeverity(severity, severity.padEnd(8), paint);
  return `    ${clock}  ${label}  ${sanitize(`${because}${often}${by}`)}`;
}

const ADMIN_WORDS: Readonly<Record<IncidentReach["clusterAdmin"], string>> = {
  yes: "the whole cluster",
  unknown: "perhaps the whole cluster",
  no: "not the whole cluster",
};

function reachLines(reach: IncidentReach): readonly string[] {
  const { reached, certain, clusterAdmin, wasAdmin, namespaces, exposed, nearest } = reach;
  const own = wasAdmin ? " (which was in its hands before)" : "";
  const places = namespaces.length === 0 ? "" : ` in ${counted(namespaces.length, "namespace")}`;
  return [
    sanitize(
      `  falls with it: ${ADMIN_WORDS[clusterAdmin]}${own}; ${counted(reached, "thing")}${places}, ${certain} surely`,
    ),
    ...(nearest.length === 0 ? [] : [sanitize(`    ${nearest.slice(0, 4).join(", ")}`)]),
    ...exposed.slice(0, 2).map((each) => sanitize(`    ${each}`)),
  ];
}

function measureLines({ counterMeasures }: Incident): readonly string[] {
  const shown = counterMeasures.slice(0, SHOWN_MEASURES);
  const rest = counterMeasures.length - shown.length;
  return [
    ...shown.flatMap(({ action, object, command, because }) => [
      sanitize(`  ${action} ${object}: ${because}`),
      ...(command === undefined ? [] : [sanitize(`    ${command}`)]),
    ]),
    ...(rest === 0 ? [] : [`  and ${rest} more; -o json has all`]),
  ];
}

function summaryLines(incidents: readonly Incident[], facts: IncidentsFacts): readonly string[] {
  const { events, alerts, detections, hidden, notAsked } = facts;
  const count = incidents.length + hidden;
  const rate = events === 0 ? 0 : (count * 10_000) / events;
  const seen = alerts === 0 ? "" : ` and ${counted(alerts, "alert")}`;
  const [worst] = incidents;
  return [
    `${counted(events, "event")}${seen}, ${counted(detections, "detection")}: ${counted(count, "incident")} (${rate.toFixed(1)} per 10,000 events).`,
    ...countedLines(facts),
    ...facts.expired.map((each) => sanitize(`A suppression has expired: ${each}.`)),
    ...(notAsked.length === 0
      ? []
      : [`Not asked, without what is usual (--learn): ${notAsked.join(", ")}.`]),
    ...(facts.hasCluster
      ? []
      : ["What falls with them was not asked: give the cluster with --cluster or -f PATH."]),
    ...(worst === undefined ? [] : [`Next: watertight explain ${nextRule(worst)}`]),
  ];
}

/** What is not shown, and how much of it. */
function countedLines({ below, hidden, suppressed, leftOut }: IncidentsFacts): readonly string[] {
  const said: readonly (readonly [number, string])[] = [
    [below, "smaller matters are no incident (watertight audit detect shows them)"],
    [hidden, "of less severity are not shown (--severity info shows them)"],
    [suppressed, "detections are kept back by suppressions of the configuration"],
    [leftOut, "incidents are counted only: there are too many"],
  ];
  return said.filter(([count]) => count > 0).map(([count, words]) => `Besides ${count} ${words}.`);
}

/** The worst rule that has a page. */
function nextRule({ steps }: Incident): string {
  const own = steps.filter(({ kind, severity }) => kind === "detection" && severity !== "info");
  return own[0]?.rule ?? "exec-into-pod";
}
