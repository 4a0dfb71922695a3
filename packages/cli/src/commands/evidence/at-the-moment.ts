import { blastRadius, createAttackGraph, textOfVertex } from "@watertight/core/attack-paths";
import { builtInChecks } from "@watertight/core/checks";
import type { Cluster } from "@watertight/core/cluster";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { scan } from "@watertight/core/scan";
import type { NewItem } from "@watertight/evidence";

/** What the engines say of a pod at this moment: its findings, those of its owners, and what falls with it. */
export function itemsAtTheMoment(
  cluster: Cluster,
  pod: { readonly namespace: string; readonly name: string },
  owners: readonly string[],
): readonly NewItem[] {
  const title = `${pod.namespace}/${pod.name}`;
  return [
    jsonItem("findings", title, findingsOf(cluster, pod, owners)),
    jsonItem("paths", title, radiusOf(cluster, pod)),
  ];
}

function jsonItem(kind: string, name: string, value: readonly JsonObject[]): NewItem {
  const bytes = Buffer.from(`${stringifyJson(value)}\n`);
  return { kind, name, mediaType: "application/json", bytes };
}

function findingsOf(
  cluster: Cluster,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  owners: readonly string[],
): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const names = new Set([name, ...owners]);
  for (const { check, severity, object, container, path, message } of scan(
    cluster,
    builtInChecks(),
  )) {
    if (object.namespace !== namespace || !names.has(object.name)) continue;
    const { kind, name: of } = object;
    found.push({ check, severity, kind, name: of, container: container ?? null, path, message });
  }
  return found;
}

function radiusOf(
  cluster: Cluster,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): readonly JsonObject[] {
  const graph = createAttackGraph(cluster);
  const start = graph.find({ kind: "Pod", namespace, name });
  return blastRadius(graph, start).map(({ vertex, hops, certainty, via, reason }) => ({
    ...{ reached: textOfVertex(vertex), hops, certainty },
    by: via?.edge ?? null,
    from: via === undefined ? null : textOfVertex(via.from),
    ...(reason !== undefined && { reason }),
  }));
}
