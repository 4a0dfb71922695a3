import type { EscalationModel } from "../access/escalation/model.ts";
import { type Entity, parseEntity } from "../kubernetes/entities.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { AttackVertex } from "./model.ts";
import type { Places } from "./places.ts";

interface Made {
  readonly places: Places;
  readonly model: EscalationModel;
}

/** The vertices of an entity, by any of its forms; none where the input does not have it. */
export function verticesOf(vertex: AttackVertex, { places, model }: Made): readonly number[] {
  const { facts } = model.graph;
  const { kind, name } = vertex;
  if (kind === "Namespace") {
    const id = facts.find({ kind: "pods", namespace: name });
    return id === undefined ? [] : [id];
  }
  if (kind === "User" || kind === "Group" || kind === "ServiceAccount")
    return identitiesOf(vertex, model);
  const id = places.find(vertex);
  if (id !== undefined && (kind === "cluster-admin" || places.at(id))) return [id];
  // A workload of which Pods are shown is these.
  return podsOf(vertex, model).flatMap((pod) => places.find(pod) ?? []);
}

function identitiesOf(
  { kind, namespace, name }: AttackVertex,
  { principals, graph: { facts } }: EscalationModel,
): readonly number[] {
  const principal = principals.all.find(
    (each) => each.kind === kind && each.namespace === namespace && each.name === name,
  );
  const id = principal && facts.find({ kind: "identity", principal });
  return id === undefined ? [] : [id];
}

function podsOf(owner: AttackVertex, { cluster }: EscalationModel): readonly AttackVertex[] {
  const found: AttackVertex[] = [];
  const owners = [owner];
  for (const { kind, namespace, name } of owners) {
    for (const { object } of cluster.podsIn(namespace)) {
      const by = controllerReferenceOf(object.object);
      if (by?.kind !== kind || by.name !== name) continue;
      const own = { kind: object.reference.kind, namespace, name: object.reference.name };
      if (own.kind === "Pod") found.push(own);
      else owners.push(own);
    }
  }
  return found;
}

/** The text form of an entity as a vertex; undefined for what no graph has. */
export function parseVertex(text: string): AttackVertex | undefined {
  const entity = parseEntity(text);
  if (!entity) return undefined;
  if (entity.is === "addresses") return undefined;
  const kind = KINDS[entity.is] ?? ("kind" in entity ? entity.kind : entity.is);
  const namespace = "namespace" in entity ? entity.namespace : "";
  if ("pod" in entity) return { kind, namespace, name: entity.pod, container: entity.name };
  return { kind, namespace, name: "name" in entity ? entity.name : "" };
}

const KINDS: Readonly<Partial<Record<Entity["is"], string>>> = {
  internet: "Internet",
  container: "Container",
  serviceaccount: "ServiceAccount",
  secret: "Secret",
  user: "User",
  group: "Group",
  node: "Node",
  namespace: "Namespace",
  volume: "PersistentVolumeClaim",
  image: "Image",
};
