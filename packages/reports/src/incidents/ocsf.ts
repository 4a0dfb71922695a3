import type { Severity } from "@watertight/core/findings";
import type { Incident } from "@watertight/core/incidents";
import type { JsonObject } from "@watertight/core/kubernetes";

/** severity_id of OCSF: 1 informational … 5 critical. */
const SEVERITY_IDS: Readonly<Record<Severity, number>> = {
  info: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};
const CAPTIONS: Readonly<Record<Severity, string>> = {
  info: "Informational",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};
const CLASS = 2004;
const CREATE = 1;
const VERSION = "1.3.0";

/**
 * An incident as a Detection Finding of OCSF 1.3 (class 2004, https://schema.ocsf.io/1.3.0/classes/detection_finding): one object.
 * Times are milliseconds since 1970; of an incident without times 0.
 */
export function ocsfFinding(incident: Incident, version: string): JsonObject {
  const { id, severity, score, actor, sessions, steps, techniques } = incident;
  const first = millisecondsOf(incident.first);
  const last = millisecondsOf(incident.last);
  const told = steps.filter(({ kind }) => kind === "detection" || kind === "alert");
  return {
    activity_id: CREATE,
    activity_name: "Create",
    category_uid: 2,
    category_name: "Findings",
    class_uid: CLASS,
    class_name: "Detection Finding",
    type_uid: CLASS * 100 + CREATE,
    type_name: "Detection Finding: Create",
    time: last,
    start_time: first,
    end_time: last,
    severity_id: SEVERITY_IDS[severity],
    severity: CAPTIONS[severity],
    status_id: 1,
    status: "New",
    risk_score: score,
    message: told[0]?.because ?? id,
    is_alert: true,
    count: told.reduce((sum, { count }) => sum + count, 0),
    metadata: {
      version: VERSION,
      product: { name: "Watertight", vendor_name: "Watertight", version },
      uid: id,
      profiles: ["security_control"],
    },
    finding_info: {
      uid: id,
      title: titleOf(incident),
      desc: incident.factors.map(({ because }) => because).join("; "),
      types: [...incident.rules.keys()],
      created_time: last,
      first_seen_time: first,
      last_seen_time: last,
      analytic: { name: "Watertight incidents", type: "Behavioral", type_id: 2, version },
      attacks: techniques.map(attackOf),
      related_events: told.map(({ rule, time, auditID, because }) => ({
        ...{ uid: auditID || `${id}/${rule}`, type: rule, desc: because },
        first_seen_time: millisecondsOf(time),
      })),
    },
    attacks: techniques.map(attackOf),
    actor: {
      user: {
        name: actor.user,
        groups: actor.groups.map((name) => ({ name })),
        ...(actor.user.startsWith("system:serviceaccount:") && { type: "System", type_id: 3 }),
      },
    },
    evidences: sessions.map(({ sourceIP, userAgent }) => ({
      src_endpoint: { ip: sourceIP },
      data: { userAgent },
    })),
    resources: incident.targets.map((name) => ({ name, type: name.split(" ", 1)[0] ?? "" })),
    remediation: {
      desc: incident.counterMeasures
        .map(({ action, object, because }) => `${action} ${object}: ${because}`)
        .join("\n"),
      references: [],
    },
    unmapped: {
      commands: incident.counterMeasures.flatMap(({ command }) => command ?? []),
      blast_radius: incident.reach === undefined ? null : { ...incident.reach },
    },
  };
}

/** `mallory@example.com: exec-into-pod and 3 more`. */
export function titleOf({ actor, rules }: Pick<Incident, "actor" | "rules">): string {
  const [first = "", ...others] = [...rules.keys()];
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${actor.user || actor.pod || "a node"}: ${first}${more}`;
}

function attackOf(uid: string): JsonObject {
  const [technique = uid] = uid.split(".");
  return {
    version: "16.1",
    technique: { uid: technique },
    ...(technique !== uid && { sub_technique: { uid } }),
  };
}

function millisecondsOf(time: string): number {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}
