import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, type ObjectReference, stringMapOf } from "../../kubernetes/object.ts";
import { selectsLabels } from "../../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import {
  type Cell,
  type Channel,
  cellKey,
  removing,
  removingObjects,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";

const GATEWAY_API = "gateway.networking.k8s.io";
const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute"];

/** A host name that somebody has traffic for, and who serves it. */
interface Claim {
  readonly owner: TenantParts;
  /** "" for any. */
  readonly host: string;
  /** The controller or the Gateways that serve it. */
  readonly servers: readonly string[];
  readonly object: ObjectReference;
  readonly path: FieldPath;
}

/** Whether two tenants claim the same host of one controller, so that one may get the other's traffic. */
export const ingress: Channel = (world) => {
  const claims = [...ingressClaims(world), ...routeClaims(world)];
  const cells = new Map<string, Cell>();
  for (const a of claims) {
    for (const b of claims) {
      if (a.owner === b.owner || !meet(a, b)) continue;
      cells.set(cellKey(a.owner.tenant, b.owner.tenant), {
        verdict: "yes",
        reason: `both claim host ${a.host || b.host || "*"} of ${a.servers[0] ?? ""}`,
        proof: () =>
          [a, b].map(({ object, path, host }) => ({
            object,
            path,
            message: `claims host ${host || "*"}`,
          })),
        fix: () => removingObjects([a.object], "Give each tenant hosts of his own."),
      });
    }
  }
  return cells;
};

function meet(a: Claim, b: Claim): boolean {
  return a.servers.some((each) => b.servers.includes(each)) && hostsMeet(a.host, b.host);
}

function hostsMeet(a: string, b: string): boolean {
  if (a === "" || b === "" || a === b) return true;
  const isBelow = (host: string, wild: string): boolean =>
    wild.startsWith("*.") && host.endsWith(wild.slice(1));
  return isBelow(a, b) || isBelow(b, a);
}

function ingressClaims({ cluster, tenantOf }: TenancyWorld): readonly Claim[] {
  const { snapshot } = cluster;
  return ["networking.k8s.io", "extensions"].flatMap((group) =>
    snapshot.ofKind(group, "Ingress").flatMap(({ object, reference }): readonly Claim[] => {
      const owner = tenantOf(namespaceOf(reference));
      if (!owner) return [];
      const server = controllerOf(object, snapshot);
      const rules = listAt(object, "spec", "rules");
      const hosts = rules.map((rule, index) => ({
        host: textAt(rule, "host"),
        path: ["spec", "rules", index],
      }));
      const all = hosts.length > 0 ? hosts : [{ host: "", path: ["spec"] }];
      return all.map(({ host, path }) => ({
        owner,
        host,
        servers: [server],
        object: reference,
        path,
      }));
    }),
  );
}

/** The controller that serves an Ingress: that of its class, else the class itself. */
function controllerOf(ingress: SnapshotObject["object"], snapshot: Snapshot): string {
  const named =
    textAt(ingress, "spec", "ingressClassName") ||
    (stringMapOf(ingress, "annotations")["kubernetes.io/ingress.class"] ?? "");
  const classes = snapshot.ofKind("networking.k8s.io", "IngressClass");
  const isDefault = ({ object }: SnapshotObject): boolean =>
    stringMapOf(object, "annotations")["ingressclass.kubernetes.io/is-default-class"] === "true";
  const found = classes.find((each) =>
    named === "" ? isDefault(each) : each.reference.name === named,
  );
  const controller = found && textAt(found.object, "spec", "controller");
  return controller ? `controller ${controller}` : `class ${named || "(default)"}`;
}

function routeClaims({ cluster, tenantOf }: TenancyWorld): readonly Claim[] {
  return ROUTES.flatMap((kind) =>
    cluster.snapshot
      .ofKind(GATEWAY_API, kind)
      .flatMap(({ object, reference }): readonly Claim[] => {
        const owner = tenantOf(namespaceOf(reference));
        if (!owner) return [];
        const servers = parentsOf(object, namespaceOf(reference)).map(({ key }) => key);
        const hosts = textsAt(object, "spec", "hostnames");
        return (hosts.length > 0 ? hosts : [""]).map((host, index) => ({
          ...{ owner, host, servers, object: reference },
          path: hosts.length > 0 ? ["spec", "hostnames", index] : ["spec"],
        }));
      }),
  );
}

function parentsOf(
  route: JsonValue,
  namespace: string,
): readonly { readonly key: string; readonly namespace: string; readonly name: string }[] {
  return listAt(route, "spec", "parentRefs").map((parent) => {
    const own = textAt(parent, "namespace") || namespace;
    const name = textAt(parent, "name");
    return { key: `Gateway ${own}/${name}`, namespace: own, name };
  });
}

/** Whether a tenant may attach routes to a Gateway of another, or refer to what is his. */
export const gateways: Channel = (world) => {
  const cells = new Map<string, Cell>();
  const put = (from: TenantParts, to: TenantParts, cell: Cell): void => {
    cells.set(cellKey(from.tenant, to.tenant), cell);
  };
  for (const gateway of world.cluster.snapshot.ofKind(GATEWAY_API, "Gateway"))
    openGateway(world, gateway, put);
  for (const grant of world.cluster.snapshot.ofKind(GATEWAY_API, "ReferenceGrant"))
    openGrant(world, grant, put);
  return cells;
};

type Put = (from: TenantParts, to: TenantParts, cell: Cell) => void;

function openGateway(world: TenancyWorld, { object, reference }: SnapshotObject, put: Put): void {
  const to = world.tenantOf(namespaceOf(reference));
  if (!to) return;
  for (const [index, listener] of listAt(object, "spec", "listeners").entries()) {
    const path = ["spec", "listeners", index, "allowedRoutes", "namespaces"];
    const allowed = objectAt(listener, "allowedRoutes", "namespaces");
    for (const from of world.parts) {
      const namespace = from.tenant.namespaces.find((each) => isAllowed(allowed, each, world));
      if (from === to || namespace === undefined) continue;
      put(from, to, {
        verdict: "yes",
        reason: `routes of namespace ${namespace} may attach to Gateway ${namespaceOf(reference)}/${reference.name}`,
        proof: () => [{ object: reference, path, message: "allows routes of other namespaces" }],
        fix: () =>
          removing(
            reference,
            ["spec", "listeners", index, "allowedRoutes"],
            "Allow routes of the Gateway's own namespace only.",
          ),
      });
    }
  }
}

function isAllowed(allowed: JsonValue, namespace: string, { cluster }: TenancyWorld): boolean {
  const from = textAt(allowed, "from");
  if (from === "All") return true;
  if (from !== "Selector") return false;
  const { value } = decodeStructure("LabelSelector", valueAt(allowed, "selector") ?? {});
  return selectsLabels(value, labelsOf(namespace, cluster.snapshot));
}

/** The labels of a namespace, its name among them. */
export function labelsOf(namespace: string, snapshot: Snapshot): Readonly<Record<string, string>> {
  const object = snapshot
    .ofKind("", "Namespace")
    .find(({ reference }) => reference.name === namespace)?.object;
  return { ...stringMapOf(object ?? {}, "labels"), "kubernetes.io/metadata.name": namespace };
}

function openGrant(world: TenancyWorld, { object, reference }: SnapshotObject, put: Put): void {
  const to = world.tenantOf(namespaceOf(reference));
  if (!to) return;
  for (const [index, peer] of listAt(object, "spec", "from").entries()) {
    const from = world.tenantOf(textAt(peer, "namespace"));
    if (!from || from === to) continue;
    const path = ["spec", "from", index];
    put(from, to, {
      verdict: "yes",
      reason: `ReferenceGrant ${namespaceOf(reference)}/${reference.name} lets ${textAt(peer, "kind")}s of namespace ${textAt(peer, "namespace")} refer to what is there`,
      proof: () => [{ object: reference, path, message: "grants references" }],
      fix: () => removing(reference, path, "Take away the grant."),
    });
  }
}
