import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { namespaceOf } from "../endpoint.ts";
import { fieldOf, listOf, textOf } from "../fields.ts";
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
      return listOf(from.object, "spec", "rules")
        .flatMap((rule) => listOf(rule, "backendRefs"))
        .map((backend) => targetOf(from, backend, protocol, cluster));
    }),
  );
}

function titleOf({ reference }: SnapshotObject): string {
  return `${reference.kind} ${namespaceOf(reference)}/${reference.name}`;
}

// A Gateway that the input does not hold is taken to take the route.
function refusalOf(route: SnapshotObject, snapshot: Snapshot): string | undefined {
  const parents = listOf(route.object, "spec", "parentRefs").filter(
    (parent) => (textOf(parent, "kind") || "Gateway") === "Gateway",
  );
  const known = parents.map((parent) => {
    const namespace = textOf(parent, "namespace") || namespaceOf(route.reference);
    const gateway = snapshot
      .ofKind(GROUP, "Gateway")
      .find(
        ({ reference }) =>
          reference.name === textOf(parent, "name") && namespaceOf(reference) === namespace,
      );
    return !gateway || takes(gateway, textOf(parent, "sectionName"), route, snapshot);
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
  return listOf(gateway.object, "spec", "listeners").some((listener) => {
    if (section !== "" && textOf(listener, "name") !== section) return false;
    const allowed = fieldOf(listener, "allowedRoutes", "namespaces");
    switch (textOf(allowed, "from") || "Same") {
      case "All":
        return true;
      case "Same":
        return namespaceOf(gateway.reference) === own;
      case "Selector":
        return isSelected(fieldOf(allowed, "selector"), own, snapshot);
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
  const namespace = textOf(backend, "namespace") || own;
  const name = textOf(backend, "name");
  const title = `The Service ${namespace}/${name} of ${titleOf(from)}`;
  const none = (problem: string): IngressTarget => ({ from, backends: [], problems: [problem] });
  if ((textOf(backend, "kind") || "Service") !== "Service" || textOf(backend, "group") !== "")
    return none(`${titleOf(from)} sends to a ${textOf(backend, "kind")}, which is not followed.`);
  const service = serviceNamed(cluster.snapshot, namespace, name);
  if (!service) return none(`${title} is not in the input.`);
  if (namespace !== own && !isGranted({ from, namespace, name }, cluster.snapshot))
    return none(`${title} is of another namespace, and no ReferenceGrant there lets it.`);
  const port = fieldOf(backend, "port");
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
        listOf(object, "spec", "from").some(
          (each) =>
            textOf(each, "group") === GROUP &&
            textOf(each, "kind") === from.reference.kind &&
            textOf(each, "namespace") === namespaceOf(from.reference),
        ) &&
        listOf(object, "spec", "to").some(
          (each) =>
            textOf(each, "group") === "" &&
            textOf(each, "kind") === "Service" &&
            ["", name].includes(textOf(each, "name")),
        ),
    );
}
