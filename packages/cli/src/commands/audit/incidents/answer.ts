import type { Incident, IncidentCollector, JudgedIncidents } from "@watertight/core/incidents";
import type { ReadCluster } from "../../../reading.ts";
import type { Session } from "../detect/session.ts";
import type { ReadAlerts } from "./alerts.ts";

/** All that was read and judged. */
export interface IncidentsAnswer {
  readonly session: Session;
  readonly collector: IncidentCollector;
  readonly alerts: ReadAlerts;
  readonly notAsked: readonly { readonly rule: string; readonly reason: string }[];
  readonly judged: JudgedIncidents;
  readonly shown: readonly Incident[];
  readonly read: ReadCluster | undefined;
}
