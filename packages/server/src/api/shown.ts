import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import type { FindingEvent, Store, StoredFinding, StoredObject } from "@watertight/store";
import { timeOf } from "./route.ts";

type StoredCluster = Awaited<ReturnType<Store["clusters"]>>[number];
type StoredIncident = Awaited<ReturnType<Store["incidents"]>>[number];

/** JSON that this server has stored. A door: it wrote it. */
export function parsed(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

export function shownFinding(finding: StoredFinding): JsonObject {
  const { cluster, state, openedAt, changedAt, resolvedAt, unseenSince, reopened } = finding;
  return {
    ...{ cluster, state, openedAt: timeOf(openedAt), changedAt: timeOf(changedAt) },
    ...(resolvedAt !== undefined && { resolvedAt: timeOf(resolvedAt) }),
    ...(unseenSince !== undefined && { unseenSince: timeOf(unseenSince) }),
    reopened,
    finding: parsed(finding.document),
  };
}

export function shownEvent(event: FindingEvent): JsonObject {
  const { id, cluster, at, revision, type, actor, detail, state, severity } = event;
  const { check, fingerprint, object, message } = event;
  return {
    ...{ id, cluster, time: timeOf(at), revision, type, actor, detail, state, severity },
    ...{ check, fingerprint, object: { ...object }, message },
  };
}

export function shownCluster(cluster: StoredCluster, trouble: string): JsonObject {
  const { name, source, kubernetesVersion, revision, createdAt, seenAt, gaps } = cluster;
  return {
    ...{ name, source, kubernetesVersion, revision },
    ...{ createdAt: timeOf(createdAt), changedAt: timeOf(seenAt) },
    ...{ gaps: [...gaps], incomplete: gaps.length > 0 },
    ...(trouble !== "" && { trouble }),
  };
}

export function shownVersion({ reference, fromRevision, untilRevision }: StoredObject): JsonObject {
  return {
    ...{ object: { ...reference }, fromRevision },
    ...(untilRevision !== undefined && { untilRevision }),
  };
}

export function shownIncident(incident: StoredIncident): JsonObject {
  const { cluster, key, severity, score, state, firstAt, lastAt, document } = incident;
  return {
    ...{ cluster, id: key, severity, score, state },
    ...{ first: timeOf(firstAt), last: timeOf(lastAt), incident: parsed(document) },
  };
}
