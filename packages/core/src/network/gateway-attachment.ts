import { decodeStructure } from "../kubernetes/decode.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { compileSelector } from "../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { GATEWAY_GROUP } from "./routed-services.ts";

/** What a route of the Gateway API says that it belongs to. */
export interface RouteParent {
  readonly path: FieldPath;
  readonly group: string;
  readonly kind: string;
  /** Where it is not the route's own. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly section: string;
}

/** The `parentRefs` of a route or the `parentRef` of a ListenerSet, as the API defaults them. */
export function routeParentsOf({ object }: SnapshotObject): readonly RouteParent[] {
  const list = listAt(object, "spec", "parentRefs");
  const one = valueAt(object, "spec", "parentRef");
  const all: readonly (readonly [JsonValue, FieldPath])[] = [
    ...list.map((each, index): readonly [JsonValue, FieldPath] => [
      each,
      ["spec", "parentRefs", index],
    ]),
    ...(one === undefined ? [] : [[one, ["spec", "parentRef"]] as const]),
  ];
  return all.map(([parent, path]) => {
    const group = valueAt(parent, "group");
    return {
      path,
      group: typeof group === "string" ? group : GATEWAY_GROUP,
      kind: textAt(parent, "kind") || "Gateway",
      namespace: textAt(parent, "namespace") || undefined,
      name: textAt(parent, "name"),
      section: textAt(parent, "sectionName"),
    };
  });
}

/** Who serves a route of the Gateway API. */
export type Attachment =
  | {
      /** Those of the input whose listeners take it. */
      readonly gateways: readonly SnapshotObject[];
      /** Whether it names a Gateway that the input does not hold, which is taken to take it. */
      readonly elsewhere: boolean;
    }
  /** Why nobody does: a whole sentence; undefined where it is for a mesh (GAMMA), which serves pods and not the outside. */
  | { readonly refused: string | undefined };

/**
 * The Gateways of a route: its listeners, or those of a ListenerSet of it, say from which namespaces they take routes
 * (`allowedRoutes`).
 */
export function attachmentOf(route: SnapshotObject, snapshot: Snapshot): Attachment {
  const title = `${route.reference.kind} ${namespaceOf(route.reference)}/${route.reference.name}`;
  const parents = routeParentsOf(route);
  if (parents.length === 0) return { refused: `${title} names no Gateway that would serve it.` };
  const served = parents.filter(({ kind }) => kind === "Gateway" || isListenerSet(kind));
  if (served.length === 0) return { refused: undefined };
  const holders = served.map((parent) => ({ parent, holder: holderOf(parent, route, snapshot) }));
  const taking = holders.flatMap(({ parent, holder }) =>
    holder && takes(holder, parent.section, route, snapshot) ? [holder] : [],
  );
  const gateways = taking.flatMap((holder) => gatewayOf(holder, snapshot) ?? []);
  const elsewhere =
    gateways.length < taking.length || holders.some(({ holder }) => holder === undefined);
  return gateways.length > 0 || elsewhere
    ? { gateways: [...new Set(gateways)], elsewhere }
    : { refused: `No listener of its Gateway takes ${title}.` };
}

function isListenerSet(kind: string): boolean {
  return kind === "ListenerSet" || kind === "XListenerSet";
}

function holderOf(
  { kind, name, namespace }: RouteParent,
  { reference }: SnapshotObject,
  snapshot: Snapshot,
): SnapshotObject | undefined {
  const own = namespace ?? namespaceOf(reference);
  return [GATEWAY_GROUP, "gateway.networking.x-k8s.io"]
    .flatMap((group) => snapshot.ofKind(group, kind))
    .find((each) => each.reference.name === name && namespaceOf(each.reference) === own);
}

function gatewayOf(holder: SnapshotObject, snapshot: Snapshot): SnapshotObject | undefined {
  if (!isListenerSet(holder.reference.kind)) return holder;
  const [parent] = routeParentsOf(holder);
  return parent && holderOf(parent, holder, snapshot);
}

function takes(
  holder: SnapshotObject,
  section: string,
  route: SnapshotObject,
  snapshot: Snapshot,
): boolean {
  const own = namespaceOf(route.reference);
  return listAt(holder.object, "spec", "listeners").some((listener) => {
    if (section !== "" && textAt(listener, "name") !== section) return false;
    const allowed = valueAt(listener, "allowedRoutes", "namespaces");
    switch (textAt(allowed, "from") || "Same") {
      case "All":
        return true;
      case "Same":
        return namespaceOf(holder.reference) === own;
      case "Selector":
        return isSelected(valueAt(allowed, "selector"), own, snapshot);
      default:
        return false;
    }
  });
}

function isSelected(selector: JsonValue | undefined, own: string, snapshot: Snapshot): boolean {
  const decoded = decodeStructure("LabelSelector", selector ?? {});
  const compiled = compileSelector(decoded.value);
  const namespace = snapshot
    .ofKind("", "Namespace")
    .findLast(({ reference }) => reference.name === own);
  const labels = {
    "kubernetes.io/metadata.name": own,
    ...(namespace && stringMapOf(namespace.object, "labels")),
  };
  return decoded.problems.length + compiled.problems.length === 0 && compiled.selects(labels);
}

/** Whether a ReferenceGrant of another namespace lets a route send to a Service there. */
export function isGranted(
  route: SnapshotObject,
  to: { readonly namespace: string; readonly name: string },
  snapshot: Snapshot,
): boolean {
  const own = namespaceOf(route.reference);
  return snapshot
    .ofKind(GATEWAY_GROUP, "ReferenceGrant")
    .some(
      ({ object, reference }) =>
        namespaceOf(reference) === to.namespace &&
        listAt(object, "spec", "from").some(
          (each) =>
            textAt(each, "group") === GATEWAY_GROUP &&
            textAt(each, "kind") === route.reference.kind &&
            textAt(each, "namespace") === own,
        ) &&
        listAt(object, "spec", "to").some(
          (each) =>
            textAt(each, "group") === "" &&
            textAt(each, "kind") === "Service" &&
            ["", to.name].includes(textAt(each, "name")),
        ),
    );
}
