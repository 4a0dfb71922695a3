import type {
  Incident,
  IncidentReach,
  IncidentStep,
  SuppressionCount,
} from "@watertight/core/incidents";
import type { JsonObject } from "@watertight/core/kubernetes";

/** An incident as every output in JSON has it. */
export function incidentJson(incident: Incident): JsonObject {
  const { reach } = incident;
  return {
    id: incident.id,
    severity: incident.severity,
    score: incident.score,
    because: incident.factors.map(({ factor, value, because }) => ({ factor, value, because })),
    actor: actorJson(incident),
    root: rootJson(incident),
    actors: incident.actors,
    sessions: incident.sessions.map((session) => ({ ...session })),
    targets: incident.targets,
    rules: [...incident.rules.keys()],
    techniques: incident.techniques,
    first: incident.first,
    last: incident.last,
    timeline: incident.steps.map(stepJson),
    stepsLeftOut: incident.stepsLeftOut,
    objects: incident.touched.map((each) => ({ ...each, namespace: each.namespace || null })),
    blastRadius: reach === undefined ? null : reachJson(reach),
    counterMeasures: incident.counterMeasures.map(({ action, object, command, because }) => ({
      ...{ action, object, command: command ?? null, because },
    })),
  };
}

function actorJson({ actor }: Incident): JsonObject {
  return {
    user: actor.user,
    ...(actor.impersonates !== "" && { impersonates: actor.impersonates }),
    ...(actor.pod !== "" && { pod: actor.pod }),
    groups: actor.groups,
  };
}

/** Who began it, from where and with what. */
function rootJson({ actor, steps, sessions }: Incident): JsonObject {
  const first = steps.find(({ kind }) => kind === "detection" || kind === "alert");
  const { rule = "", because = "", actor: seen = "" } = first ?? {};
  return {
    actor: actor.user || actor.pod || seen,
    sourceIP: sessions[0]?.sourceIP ?? null,
    ...{ rule, because },
  };
}

function stepJson(step: IncidentStep): JsonObject {
  const { kind, time, last, count, rule, severity, because, actor, subject } = step;
  return {
    ...{ time, last, count, kind, rule, severity, because, actor, subject },
    techniques: step.techniques,
    place: step.place,
    ...(step.auditID !== "" && { auditID: step.auditID }),
  };
}

function reachJson(reach: IncidentReach): JsonObject {
  return { ...reach };
}

/** What a suppression kept back, as documents have it. */
export function suppressionJson({ suppression, isExpired, count }: SuppressionCount): JsonObject {
  return { ...suppression, expired: isExpired, count };
}
