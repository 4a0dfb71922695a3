import type { JsonValue } from "../kubernetes/json.ts";
import {
  at,
  items,
  map,
  nameOf,
  namespaceIn,
  namespaceLabels,
  type Objects,
  ofKind,
  pairs,
  selects,
  text,
  texts,
} from "./json.ts";
import { CLOSED, type NaiveAnswer, type NaivePair } from "./model.ts";
import { podsOf } from "./pods.ts";

/** Whether the same storage is behind what two tenants use. */
export function sharedVolume(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  const own = backingsOf(objects, from);
  const others = backingsOf(objects, to);
  const both = own.find((each) => others.includes(each));
  return both === undefined ? CLOSED : { open: "yes", witness: `both use ${both}` };
}

function backingsOf(objects: Objects, namespaces: readonly string[]): readonly string[] {
  const claims = ofKind(objects, "", "PersistentVolumeClaim")
    .filter(
      (claim) => namespaces.includes(namespaceIn(claim)) && text(claim, "spec.volumeName") !== "",
    )
    .map((claim) => {
      const name = text(claim, "spec.volumeName");
      const volume = ofKind(objects, "", "PersistentVolume").find((each) => nameOf(each) === name);
      return (volume && backingOf(at(volume, "spec") ?? {})) ?? `PersistentVolume ${name}`;
    });
  const inline = podsOf(objects)
    .filter((pod) => namespaces.includes(pod.namespace) && !pod.isOwned)
    .flatMap(({ spec }) => items(spec, "volumes").map(backingOf));
  return [...claims, ...inline.filter((each) => each !== undefined)];
}

const SOURCES: readonly (readonly [string, readonly string[]])[] = [
  ["nfs", ["server", "path"]],
  ["csi", ["driver", "volumeHandle"]],
  ["awsElasticBlockStore", ["volumeID"]],
  ["gcePersistentDisk", ["pdName"]],
  ["azureDisk", ["diskURI"]],
  ["azureFile", ["shareName"]],
  ["cephfs", ["path"]],
  ["iscsi", ["targetPortal", "iqn"]],
  ["glusterfs", ["endpoints", "path"]],
];

function backingOf(volume: JsonValue): string | undefined {
  for (const [source, fields] of SOURCES) {
    const found = fields.map((field) => text(volume, `${source}.${field}`));
    if (!found.includes("")) return `${source} ${found.join(":")}`;
  }
  return undefined;
}

/** Whether two tenants claim one host of one controller or Gateway. */
export function sharedHost(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  for (const own of hostsOf(objects, from))
    for (const other of hostsOf(objects, to))
      if (own.server === other.server && isAlike(own.host, other.host))
        return { open: "yes", witness: `both claim ${own.host || "every host"} of ${own.server}` };
  return CLOSED;
}

function isAlike(a: string, b: string): boolean {
  if (a === "" || b === "" || a === b) return true;
  return (
    (a.startsWith("*.") && b.endsWith(a.slice(1))) || (b.startsWith("*.") && a.endsWith(b.slice(1)))
  );
}

interface Host {
  readonly server: string;
  readonly host: string;
}

function hostsOf(objects: Objects, namespaces: readonly string[]): readonly Host[] {
  const ingresses = [
    ...ofKind(objects, "networking.k8s.io", "Ingress"),
    ...ofKind(objects, "extensions", "Ingress"),
  ]
    .filter((each) => namespaces.includes(namespaceIn(each)))
    .flatMap((each) => {
      const hosts = items(each, "spec.rules").map((rule) => text(rule, "host"));
      return (hosts.length > 0 ? hosts : [""]).map((host) => ({
        host,
        server: controllerOf(objects, each),
      }));
    });
  const routes = ["HTTPRoute", "GRPCRoute", "TLSRoute"]
    .flatMap((kind) => ofKind(objects, "gateway.networking.k8s.io", kind))
    .filter((each) => namespaces.includes(namespaceIn(each)))
    .flatMap((each) => {
      const hosts = texts(each, "spec.hostnames");
      const servers = items(each, "spec.parentRefs").map(
        (parent) =>
          `Gateway ${text(parent, "namespace") || namespaceIn(each)}/${text(parent, "name")}`,
      );
      return servers.flatMap((server) =>
        (hosts.length > 0 ? hosts : [""]).map((host) => ({ host, server })),
      );
    });
  return [...ingresses, ...routes];
}

function controllerOf(objects: Objects, ingress: JsonValue): string {
  const name =
    text(ingress, "spec.ingressClassName") ||
    (pairs(ingress, "metadata.annotations").get("kubernetes.io/ingress.class") ?? "");
  const found = ofKind(objects, "networking.k8s.io", "IngressClass").find((each) =>
    name === ""
      ? pairs(each, "metadata.annotations").get("ingressclass.kubernetes.io/is-default-class") ===
        "true"
      : nameOf(each) === name,
  );
  const controller = text(found, "spec.controller");
  return controller === "" ? `class ${name}` : controller;
}

/** Whether a Gateway or a grant of one tenant is open to the other. */
export function openGateway(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  for (const gateway of ofKind(objects, "gateway.networking.k8s.io", "Gateway")) {
    if (!to.includes(namespaceIn(gateway))) continue;
    for (const listener of items(gateway, "spec.listeners")) {
      const allowed = text(listener, "allowedRoutes.namespaces.from");
      const selector = at(listener, "allowedRoutes.namespaces.selector") ?? {};
      const found = from.find(
        (each) =>
          allowed === "All" ||
          (allowed === "Selector" && selects(selector, namespaceLabels(objects, each))),
      );
      if (found !== undefined)
        return { open: "yes", witness: `Gateway ${nameOf(gateway)} takes routes of ${found}` };
    }
  }
  for (const grant of ofKind(objects, "gateway.networking.k8s.io", "ReferenceGrant")) {
    const found = items(grant, "spec.from").find((each) => from.includes(text(each, "namespace")));
    if (to.includes(namespaceIn(grant)) && found !== undefined)
      return { open: "yes", witness: `ReferenceGrant ${nameOf(grant)}` };
  }
  return CLOSED;
}

/** Whether a tenant serves what sees the other's objects. */
export function servesAdmission(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  const hooks = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]
    .flatMap((kind) => ofKind(objects, "admissionregistration.k8s.io", kind))
    .flatMap((configuration) => items(configuration, "webhooks"))
    .filter((hook) => from.includes(text(hook, "clientConfig.service.namespace")));
  for (const hook of hooks) {
    const selector = at(hook, "namespaceSelector") ?? {};
    const seen = to.find((each) => selects(selector, namespaceLabels(objects, each)));
    if (seen !== undefined)
      return { open: "yes", witness: `webhook ${text(hook, "name")} sees ${seen}` };
  }
  const served = [
    ...ofKind(objects, "apiextensions.k8s.io", "CustomResourceDefinition").map((each) => ({
      each,
      service: "spec.conversion.webhook.clientConfig.service.namespace",
    })),
    ...ofKind(objects, "apiregistration.k8s.io", "APIService").map((each) => ({
      each,
      service: "spec.service.namespace",
    })),
  ].find(({ each, service }) => from.includes(text(each, service)));
  return served === undefined
    ? CLOSED
    : { open: "yes", witness: `${served.each.kind} ${nameOf(served.each)}` };
}

const REGISTRY = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];

/** Whether two tenants hold one secret. */
export function sharedSecret(
  objects: Objects,
  { from, to }: NaivePair,
  isRegistry: boolean,
): NaiveAnswer {
  const valuesOf = (namespaces: readonly string[]): readonly string[] =>
    ofKind(objects, "", "Secret")
      .filter((each) => namespaces.includes(namespaceIn(each)))
      .filter((each) => text(each, "type") !== "kubernetes.io/service-account-token")
      .filter((each) => REGISTRY.includes(text(each, "type")) === isRegistry)
      .flatMap((each) =>
        ["data", "stringData"].flatMap((field) =>
          Object.values(map(each, field)).flatMap((value) =>
            typeof value === "string" && value.length >= 8 ? [`${field} ${value}`] : [],
          ),
        ),
      );
  const others = new Set(valuesOf(to));
  return valuesOf(from).some((each) => others.has(each))
    ? { open: "yes", witness: "both hold one value" }
    : CLOSED;
}

/** Whether a Service of one tenant leads to the other, or takes everybody's traffic. */
export function leadingService(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  for (const service of ofKind(objects, "", "Service")) {
    if (!from.includes(namespaceIn(service))) continue;
    const parts = text(service, "spec.externalName").split(".");
    const leads = parts[2] === "svc" && to.includes(parts[1] ?? "");
    if (leads || texts(service, "spec.externalIPs").length > 0)
      return { open: "yes", witness: `Service ${namespaceIn(service)}/${nameOf(service)}` };
  }
  return CLOSED;
}
