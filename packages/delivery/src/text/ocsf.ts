import type { Severity } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import { SEVERITY_NUMBERS } from "./severity.ts";

const CAPTIONS: Readonly<Record<Severity, string>> = {
  info: "Informational",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};
const CLASS = 2004;
const ACTIVITIES = ["Unknown", "Create", "Update", "Close"] as const;
const STATUSES = ["Unknown", "New", "In Progress", "Suppressed", "Resolved"] as const;

/** A change as a Detection Finding of OCSF 1.3 (class 2004, https://schema.ocsf.io/1.3.0/classes/detection_finding), made, updated or closed. */
export function ocsfChange(change: Change, version: string): JsonObject {
  const { key, severity, subject, check, title, message, cluster, object, link, path } = change;
  const { container, reason, data, kind } = change;
  const time = Date.parse(change.time) || 0;
  const activity = activityOf(change);
  const status = statusOf(change);
  return {
    activity_id: activity,
    activity_name: ACTIVITIES[activity],
    category_uid: 2,
    category_name: "Findings",
    class_uid: CLASS,
    class_name: "Detection Finding",
    type_uid: CLASS * 100 + activity,
    type_name: `Detection Finding: ${ACTIVITIES[activity]}`,
    time,
    severity_id: SEVERITY_NUMBERS[severity],
    severity: CAPTIONS[severity],
    status_id: status,
    status: STATUSES[status],
    ...(reason !== "" && { status_detail: reason }),
    message: message === "" ? title : message,
    is_alert: !isOver(change),
    metadata: {
      version: "1.3.0",
      product: { name: "Watertight", vendor_name: "Watertight", version },
      uid: key,
      event_code: kind,
    },
    finding_info: {
      uid: `${cluster}/${subject}`,
      title,
      desc: message,
      ...(check !== "" && { types: [check] }),
      ...(link !== "" && { src_url: link }),
      created_time: time,
      analytic: { name: check || "watertight", type: "Rule", type_id: 1, version },
    },
    resources:
      object === undefined
        ? []
        : [
            {
              type: object.kind,
              name: object.name,
              namespace: object.namespace || "",
              version: object.apiVersion,
              ...(cluster !== "" && { group: { name: cluster } }),
            },
          ],
    unmapped: { path, container, data },
  };
}

function activityOf(change: Change): 1 | 2 | 3 {
  if (isOver(change)) return 3;
  return change.kind === "incident.updated" || change.kind === "finding.reopened" ? 2 : 1;
}

function statusOf(change: Change): 1 | 2 | 3 | 4 {
  if (change.kind === "finding.excepted") return 3;
  if (isOver(change)) return 4;
  return change.kind === "incident.updated" ? 2 : 1;
}
