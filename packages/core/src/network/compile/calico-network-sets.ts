import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import type { Labels } from "../../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { type AddressRange, containsRange, parseAddress, parseCidr } from "../addresses.ts";
import { type EndpointQuery, matchesQuery } from "../endpoint-query.ts";
import { namespaceLabelsIn } from "../endpoints.ts";
import { calicoObjects } from "./calico-tiers.ts";

/**
 * The addresses of the NetworkSets and GlobalNetworkSets that a selector selects, without overlaps. A NetworkSet has the
 * labels of its namespace too: lib/backend/syncersv1/updateprocessors/networksetprocessor.go of libcalico-go.
 */
export function networkSetRanges(
  selector: EndpointQuery,
  snapshot: Snapshot,
): readonly AddressRange[] {
  const [inNamespaces, everywhere] = [
    calicoObjects(snapshot, "NetworkSet"),
    calicoObjects(snapshot, "GlobalNetworkSet"),
  ];
  if (inNamespaces.length + everywhere.length === 0) return [];
  const namespaceLabels = namespaceLabelsIn(snapshot);
  const selected = ({ object }: SnapshotObject, namespace?: string): boolean => {
    const own = stringMapOf(object, "labels");
    const around = namespace === undefined ? {} : namespaceLabels(namespace);
    return matchesQuery(selector, (attribute) => {
      if (attribute === "namespace") return namespace;
      const key = attribute.slice(attribute.indexOf(":") + 1);
      if (attribute.startsWith("label:")) return ownValue(own, key);
      return attribute.startsWith("namespaceLabel:") ? ownValue(around, key) : undefined;
    });
  };
  const sets = [
    ...inNamespaces.filter((set) => selected(set, namespaceOf(set.reference))),
    ...everywhere.filter((set) => selected(set)),
  ];
  return disjoint(sets.flatMap(({ object }) => calicoAddresses(listAt(object, "spec", "nets"))));
}

function ownValue(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

// Ranges and single addresses; what is neither is left out, as Felix does.
function calicoAddresses(values: readonly JsonValue[]): readonly AddressRange[] {
  return values.flatMap((value) => {
    const text = textAt(value);
    const address = parseAddress(text);
    return address
      ? { family: address.family, first: address.value, last: address.value }
      : (parseCidr(text) ?? []);
  });
}

/** The same addresses without overlaps: ranges by prefix lie within each other or apart. */
export function disjoint(ranges: readonly AddressRange[]): readonly AddressRange[] {
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
