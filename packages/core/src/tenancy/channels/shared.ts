import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, type ObjectReference } from "../../kubernetes/object.ts";
import { selectsLabels } from "../../kubernetes/selectors.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import {
  type Cell,
  type Channel,
  cellKey,
  removing,
  removingObjects,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";
import { labelsOf } from "./routes.ts";

const ADMISSION = "admissionregistration.k8s.io";

/** Whether what a tenant runs sees or changes what another applies: admission webhooks, conversions, API servers of his. */
export const admission: Channel = (world) => {
  const cells = new Map<string, Cell>();
  const { snapshot } = world.cluster;
  for (const kind of ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"])
    for (const entry of snapshot.ofKind(ADMISSION, kind)) openWebhooks(world, entry, cells);
  for (const { object, reference } of snapshot.ofKind(
    "apiextensions.k8s.io",
    "CustomResourceDefinition",
  ))
    openService(
      world,
      {
        reference,
        service: objectAt(object, "spec", "conversion", "webhook", "clientConfig", "service"),
        path: ["spec", "conversion"],
      },
      cells,
    );
  for (const { object, reference } of snapshot.ofKind("apiregistration.k8s.io", "APIService"))
    openService(
      world,
      { reference, service: objectAt(object, "spec", "service"), path: ["spec", "service"] },
      cells,
    );
  return cells;
};

type Cells = Map<string, Cell>;

function openWebhooks(
  world: TenancyWorld,
  { object, reference }: SnapshotObject,
  cells: Cells,
): void {
  for (const [index, hook] of listAt(object, "webhooks").entries()) {
    const from = world.tenantOf(textAt(hook, "clientConfig", "service", "namespace"));
    if (!from) continue;
    const { value } = decodeStructure("LabelSelector", valueAt(hook, "namespaceSelector") ?? {});
    for (const to of world.parts) {
      const seen = to.tenant.namespaces.find((each) =>
        selectsLabels(value, labelsOf(each, world.cluster.snapshot)),
      );
      if (from === to || seen === undefined) continue;
      cells.set(
        cellKey(from.tenant, to.tenant),
        cellOf(
          reference,
          ["webhooks", index],
          `webhook ${textAt(hook, "name")} of ${from.tenant.name} sees what is applied to namespace ${seen}`,
        ),
      );
    }
  }
}

interface Served {
  readonly reference: ObjectReference;
  readonly service: JsonValue;
  readonly path: FieldPath;
}

function openService(
  world: TenancyWorld,
  { reference, service, path }: Served,
  cells: Cells,
): void {
  const from = world.tenantOf(textAt(service, "namespace"));
  if (!from) return;
  for (const to of world.parts) {
    if (from === to) continue;
    const reason = `${reference.kind} ${reference.name} is served by ${from.tenant.name} for the whole cluster`;
    cells.set(cellKey(from.tenant, to.tenant), cellOf(reference, path, reason));
  }
}

function cellOf(object: ObjectReference, path: FieldPath, reason: string): Cell {
  return {
    verdict: "yes",
    reason,
    proof: () => [{ object, path, message: "is served by the tenant" }],
    fix: () => removing(object, path, "Have nothing of a tenant serve all of the cluster."),
  };
}

interface Kept {
  readonly value: string;
  readonly owner: TenantParts;
  readonly object: ObjectReference;
  readonly path: FieldPath;
}

/** Tenants that have the same value. */
function sameValues(found: readonly Kept[], what: string): Cells {
  const cells: Cells = new Map();
  for (const kept of groupedBy(found, ({ value }) => value).values()) {
    const pairs = kept.flatMap((a) => kept.map((b) => [a, b] as const));
    for (const [a, b] of pairs) {
      if (a.owner === b.owner) continue;
      cells.set(cellKey(a.owner.tenant, b.owner.tenant), {
        verdict: "yes",
        reason: `Secrets ${nameOf(a)} and ${nameOf(b)} hold the same ${what}`,
        proof: () =>
          [a, b].map(({ object, path }) => ({ object, path, message: `holds the same ${what}` })),
        fix: () => removingObjects([a.object], `Give each tenant a ${what} of his own.`),
      });
    }
  }
  return cells;
}

function nameOf({ object }: Kept): string {
  return `${namespaceOf(object)}/${object.name}`;
}

const REGISTRY = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];
const TOKEN = "kubernetes.io/service-account-token";
// Shorter values are alike by chance.
const SHORTEST = 8;

function secretValues({ cluster, tenantOf }: TenancyWorld, isRegistry: boolean): readonly Kept[] {
  return cluster.snapshot.ofKind("", "Secret").flatMap(({ object, reference }): readonly Kept[] => {
    const owner = tenantOf(namespaceOf(reference));
    const type = textAt(object, "type");
    if (!owner || type === TOKEN || REGISTRY.includes(type) !== isRegistry) return [];
    return ["data", "stringData"].flatMap((field) =>
      Object.entries(objectAt(object, field)).flatMap(([key, value]) =>
        typeof value === "string" && value.length >= SHORTEST
          ? [{ owner, object: reference, path: [field, key], value: `${field} ${value}` }]
          : [],
      ),
    );
  });
}

/** Whether two tenants have the same credentials of a registry, so that one pulls, and perhaps pushes, what the other runs. */
export const registries: Channel = (world) =>
  sameValues(secretValues(world, true), "credentials of a registry");

/** Whether two tenants have the same secret. */
export const secrets: Channel = (world) => sameValues(secretValues(world, false), "secret");

/** Whether a Service of a tenant leads to another's, or takes traffic of everybody. */
export const services: Channel = (world) => {
  const cells: Cells = new Map();
  const { snapshot } = world.cluster;
  for (const { object, reference } of snapshot.ofKind("", "Service")) {
    const from = world.tenantOf(namespaceOf(reference));
    if (!from) continue;
    const external = textAt(object, "spec", "externalName");
    const [, name] = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(external) ?? [];
    const named = world.tenantOf(name ?? "");
    if (named && named !== from)
      cells.set(
        cellKey(from.tenant, named.tenant),
        serviceCell(
          reference,
          "externalName",
          `Service ${namespaceOf(reference)}/${reference.name} is a name for ${external}`,
        ),
      );
    if (textsAt(object, "spec", "externalIPs").length === 0) continue;
    for (const to of world.parts)
      if (to !== from)
        cells.set(
          cellKey(from.tenant, to.tenant),
          serviceCell(
            reference,
            "externalIPs",
            `Service ${namespaceOf(reference)}/${reference.name} takes traffic of the whole cluster to its external addresses`,
          ),
        );
  }
  return cells;
};

function serviceCell(object: ObjectReference, field: string, reason: string): Cell {
  return {
    verdict: "yes",
    reason,
    proof: () => [{ object, path: ["spec", field], message: "leads out of the tenant" }],
    fix: () => removing(object, ["spec", field], "Take the field away."),
  };
}
