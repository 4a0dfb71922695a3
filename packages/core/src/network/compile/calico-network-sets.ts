import type { JsonValue } from "../../kubernetes/json.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { type AddressRange, containsRange, parseAddress, parseCidr } from "../addresses.ts";
import { type Attribute, type EndpointQuery, matchesQuery } from "../endpoint-query.ts";
import { namespaceLabelsIn } from "../endpoints.ts";
import { listOf } from "../fields.ts";
import type { CalicoPlace } from "./calico-place.ts";
import { calicoObjects } from "./calico-tiers.ts";

interface Selected {
  readonly selector: EndpointQuery;
  readonly within: EndpointQuery;
  /** Whether only what is in no namespace is meant. */
  readonly isGlobal: boolean;
}

/** The addresses of the NetworkSets and GlobalNetworkSets that a rule's selector selects, without overlaps. */
export function networkSetRanges(
  { selector, within, isGlobal }: Selected,
  { snapshot, namespace }: CalicoPlace,
): readonly AddressRange[] {
  const namespaceLabels = namespaceLabelsIn(snapshot);
  const selected = (set: SnapshotObject, attributes: ReadonlyMap<Attribute, string>): boolean =>
    matchesQuery(selector, (attribute) => {
      if (attribute.startsWith("label:"))
        return stringMapOf(set.object, "labels")[attribute.slice(6)];
      return attributes.get(attribute);
    });
  const inNamespaces = calicoObjects(snapshot, "NetworkSet").filter((set) => {
    const name = set.reference.namespace ?? "default";
    const labels = namespaceLabels(name);
    const isWithin = matchesQuery(within, (attribute) =>
      attribute === "namespace" ? name : labels[attribute.slice("namespaceLabel:".length)],
    );
    return !isGlobal && isWithin && selected(set, new Map([["namespace", name]]));
  });
  // A namespaced policy sees them only where it asks for what is in no namespace.
  const everywhere =
    namespace === undefined || isGlobal ? calicoObjects(snapshot, "GlobalNetworkSet") : [];
  const sets = [...inNamespaces, ...everywhere.filter((set) => selected(set, new Map()))];
  return disjoint(sets.flatMap(({ object }) => calicoAddresses(listOf(object, "spec", "nets"))));
}

/** Ranges and single addresses, without overlaps; `refuse` is told the index of what is neither. */
export function calicoAddresses(
  values: readonly JsonValue[],
  refuse: (index: number) => void = () => undefined,
): readonly AddressRange[] {
  const ranges = values.flatMap((value, index) => {
    const text = typeof value === "string" ? value : "";
    const address = parseAddress(text);
    const range = address
      ? { family: address.family, first: address.value, last: address.value }
      : parseCidr(text);
    if (!range) refuse(index);
    return range ?? [];
  });
  return disjoint(ranges);
}

// Ranges by prefix lie within each other or apart.
function disjoint(ranges: readonly AddressRange[]): readonly AddressRange[] {
  return ranges.filter(
    (range, index) =>
      !ranges.some(
        (other, at) =>
          at !== index &&
          containsRange(other, range) &&
          (!containsRange(range, other) || at < index),
      ),
  );
}
