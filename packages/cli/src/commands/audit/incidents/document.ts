import type { JsonObject } from "@watertight/core/kubernetes";
import { incidentJson, suppressionJson } from "@watertight/reports/incidents";
import { documentHead, HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { factsOf } from "../../../document-facts.ts";
import type { IncidentsAnswer } from "./answer.ts";

/** `-o json` of `audit incidents`. */
export function incidentsDocument(answer: IncidentsAnswer): JsonObject {
  const { session, collector, alerts, judged, shown, read, notAsked } = answer;
  const { lines, events, truncated, others } = session.counts;
  const { detections, leftOut } = collector.counts;
  const { total, counts } = collector.suppressed();
  const notRead = session.counts.notRead + alerts.notRead.length;
  return {
    ...HEAD_WITHOUT_INPUT,
    coverage: {
      ...{ lines, events, truncated },
      ...session.folding.counts,
      ...{ others, alerts: collector.counts.alerts, otherAlerts: alerts.others },
      notRead: {
        count: notRead,
        first: [...session.notReadLines, ...alerts.notRead].slice(0, FIRST),
      },
      notAsked: notAsked.map((each) => ({ ...each })),
    },
    incomplete: notRead > 0 || leftOut > 0 || read?.gap !== undefined,
    cluster: read === undefined ? null : documentHead(factsOf(read)),
    ...{ events, detections },
    incidents: shown.map(incidentJson),
    per10000Events: events === 0 ? 0 : (judged.incidents.length * 10_000) / events,
    below: judged.below,
    leftOut,
    suppressed: total,
    suppressions: counts.map(suppressionJson),
    notRead,
  };
}

const FIRST = 20;
