import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";

import type { IngressTarget } from "../ingress-backends.ts";
import type { EndpointDirectory } from "../model.ts";
import type { Protocol } from "../ports.ts";
import { backendsOf, serviceNamed } from "../services.ts";

const GROUP = "gateway.networking.k8s.io";

const ROUTES: readonly (readonly [kind: string, protocol: Protocol])[] = [
  ["HTTPRoute", "TCP"],
  ["GRPCRoute", "TCP"],
  ["TLSRoute", "TCP"],
  ["TCPRoute", "TCP"],
  ["UDPRoute", "UDP"],
];

interface Cluster {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}

/**
 * What the routes of the Gateway API send to, where a Gateway takes them: its listeners say from which namespaces
 * (`allowedRoutes`), and a Service of another namespace needs a ReferenceGrant there.
 */
export function gatewayTargetsOf(cluster: Cluster): readonly IngressTarget[] {
  const { snapshot } = cluster;
  return ROUTES.flatMap(([kind, protocol]) =>
    snapshot.ofKind(GROUP, kind).flatMap((from) => {
      const refused = refusalOf(from, snapshot);
      if (refused !== undefined) return [{ from, backends: [], problems: [refused] }];
      return listAt(from.object, "spec", "rules")
        .flatMap((rule) => listAt(rule, "backendRefs"))
        .map((backend) => targetOf(from, backend, protocol, cluster));
    }),
  );
}

function titleOf({ reference }: SnapshotObject): string {
  return `${reference.kind} ${namespaceOf(reference)}/${reference.name}`;
}

// A Gateway that the input does not hold is taken to take the route.
function refusalOf(route: SnapshotObject, snapshot: Snapshot): string | undefined {
  const parents = listAt(route.object, "spec", "parentRefs").filter(
    (parent) => (textAt(parent, "kind") || "Gateway") === "Gateway",
  );
  const known = parents.map((parent) => {
    const namespace = textAt(parent, "namespace") || namespaceOf(route.reference);
    const gateway = snapshot
      .ofKind(GROUP, "Gateway")
      .find(
        ({ reference }) =>
          reference.name === textAt(parent, "name") && namespaceOf(reference) === namespace,
      );
    return !gateway || takes(gateway, textAt(parent, "sectionName"), route, snapshot);
  });
  if (known.length > 0 && !known.includes(true))
    return `No listener of its Gateway takes ${titleOf(route)}.`;
  return undefined;
}

function takes(
  gateway: SnapshotObject,
  section: string,
  route: SnapshotObject,
  snapshot: Snapshot,
): boolean {
  const own = namespaceOf(route.reference);
  return listAt(gateway.object, "spec", "listeners").some((listener) => {
    if (section !== "" && textAt(listener, "name") !== section) return false;
    const allowed = valueAt(listener, "allowedRoutes", "namespaces");
    switch (textAt(allowed, "from") || "Same") {
      case "All":
        return true;
      case "Same":
        return namespaceOf(gateway.reference) === own;
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

function targetOf(
  from: SnapshotObject,
  backend: JsonValue,
  protocol: Protocol,
  cluster: Cluster,
): IngressTarget {
  const own = namespaceOf(from.reference);
  const namespace = textAt(backend, "namespace") || own;
  const name = textAt(backend, "name");
  const title = `The Service ${namespace}/${name} of ${titleOf(from)}`;
  const none = (problem: string): IngressTarget => ({ from, backends: [], problems: [problem] });
  if ((textAt(backend, "kind") || "Service") !== "Service" || textAt(backend, "group") !== "")
    return none(`${titleOf(from)} sends to a ${textAt(backend, "kind")}, which is not followed.`);
  const service = serviceNamed(cluster.snapshot, namespace, name);
  if (!service) return none(`${title} is not in the input.`);
  if (namespace !== own && !isGranted({ from, namespace, name }, cluster.snapshot))
    return none(`${title} is of another namespace, and no ReferenceGrant there lets it.`);
  const port = valueAt(backend, "port");
  const found = backendsOf(
    service,
    { port: typeof port === "number" ? port : 0, protocol },
    cluster,
  );
  return "problem" in found
    ? { from, service, backends: [], problems: [found.problem] }
    : { from, service, backends: found.backends, problems: [] };
}

function isGranted(
  { from, namespace, name }: { from: SnapshotObject; namespace: string; name: string },
  snapshot: Snapshot,
): boolean {
  return snapshot
    .ofKind(GROUP, "ReferenceGrant")
    .some(
      ({ object, reference }) =>
        namespaceOf(reference) === namespace &&
        listAt(object, "spec", "from").some(
          (each) =>
            textAt(each, "group") === GROUP &&
            textAt(each, "kind") === from.reference.kind &&
            textAt(each, "namespace") === namespaceOf(from.reference),
        ) &&
        listAt(object, "spec", "to").some(
          (each) =>
            textAt(each, "group") === "" &&
            textAt(each, "kind") === "Service" &&
            ["", name].includes(textAt(each, "name")),
        ),
    );
}
