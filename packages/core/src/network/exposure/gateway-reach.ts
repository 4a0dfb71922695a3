import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { isInternalHost } from "../address-scopes.ts";
import { internalAnnotationOf } from "../load-balancer-reach.ts";
import { GATEWAY_GROUP } from "../routed-services.ts";
import { GOOGLE_FRONT_ENDS } from "./ingress-clouds.ts";
import { annotated, type BalancerFacts, type RouterReach, told } from "./router-reach.ts";

/** What a Gateway and its class say of who serves it. */
export interface GatewayReach {
  readonly className: string;
  /** Undefined where nothing says. */
  readonly reach: RouterReach | undefined;
  /** Where a load balancer of the cloud serves it, which is no pod. */
  readonly balancer: BalancerFacts | undefined;
}

/** Classes by which a cloud serves Gateways: their names, or the controller of their GatewayClass. */
interface CloudGateways {
  readonly classes: RegExp;
  readonly controllers: RegExp;
  readonly scope: RouterReach["scope"];
  /** Only where nothing else says. */
  readonly byDefault?: true;
  /** Where its connections to the cluster come from, if the cloud says so. */
  readonly ranges?: readonly string[];
  readonly source: string;
}

const CLOUDS: readonly CloudGateways[] = [
  {
    classes: /^gke-l7-(?:rilb|cross-regional-internal-managed)(?:-mc)?$/,
    controllers: /^$/,
    scope: "private",
    source: "Google Kubernetes Engine, GatewayClass capabilities",
  },
  {
    classes: /^gke-l7-(?:gxlb|global-external-managed)(?:-mc)?$/,
    controllers: /^$/,
    scope: "internet",
    ranges: GOOGLE_FRONT_ENDS,
    source: "Google Kubernetes Engine, GatewayClass capabilities",
  },
  {
    classes: /^gke-l7-regional-external-managed(?:-mc)?$/,
    controllers: /^$/,
    scope: "internet",
    source: "Google Kubernetes Engine, GatewayClass capabilities",
  },
  {
    classes: /^aws-(?:alb|nlb)-gateway-class$/,
    controllers: /^gateway\.k8s\.aws\/(?:alb|nlb)$/,
    scope: "private",
    byDefault: true,
    source: "kubernetes-sigs/aws-load-balancer-controller pkg/gateway/model/base_model_builder.go",
  },
  {
    classes: /^amazon-vpc-lattice$/,
    controllers: /^application-networking\.k8s\.aws\/gateway-api-controller$/,
    scope: "private",
    source: "aws/aws-application-networking-k8s, VPC Lattice service networks",
  },
  {
    classes: /^azure-alb-external$/,
    controllers: /^alb\.networking\.azure\.io\/alb-controller$/,
    scope: "internet",
    source: "Azure Application Gateway for Containers",
  },
];

/** The class and annotations for the load balancer decide; else the addresses of the status, else those asked for. */
export function gatewayReachOf(gateway: SnapshotObject, snapshot: Snapshot): GatewayReach {
  const { object } = gateway;
  const className = textAt(object, "spec", "gatewayClassName");
  const gatewayClass = snapshot
    .ofKind(GATEWAY_GROUP, "GatewayClass")
    .findLast(({ reference }) => reference.name === className);
  const cloud = cloudOf(className, gatewayClass);
  const byClass = cloud && classReachOf(cloud, gateway);
  const reach =
    schemeOf([gateway, gatewayClass], snapshot) ??
    (cloud?.byDefault === true ? undefined : byClass) ??
    ownReachOf(gateway, className) ??
    byClass;
  const balancer = cloud && { ranges: cloud.ranges, sendsToPods: true };
  return { className, reach, balancer };
}

function cloudOf(
  className: string,
  gatewayClass: SnapshotObject | undefined,
): CloudGateways | undefined {
  const controller = textAt(gatewayClass?.object, "spec", "controllerName");
  return (
    CLOUDS.find(({ controllers }) => controller !== "" && controllers.test(controller)) ??
    CLOUDS.find(({ classes }) => classes.test(className))
  );
}

function ownReachOf(gateway: SnapshotObject, className: string): RouterReach | undefined {
  return (
    annotationReachOf(gateway, className) ??
    addressReachOf(gateway, "status") ??
    addressReachOf(gateway, "spec")
  );
}

function classReachOf({ scope }: CloudGateways, gateway: SnapshotObject): RouterReach {
  const message = scope === "private" ? "its class is internal" : "its class is internet-facing";
  return told(scope, gateway, ["spec", "gatewayClassName"], message);
}

// The LoadBalancerConfiguration of the AWS Load Balancer Controller, of the Gateway or of its class.
function schemeOf(
  [gateway, gatewayClass]: readonly [SnapshotObject, SnapshotObject | undefined],
  snapshot: Snapshot,
): RouterReach | undefined {
  const named: readonly (readonly [JsonValue | undefined, string | undefined])[] = [
    [
      valueAt(gateway.object, "spec", "infrastructure", "parametersRef"),
      namespaceOf(gateway.reference),
    ],
    [valueAt(gatewayClass?.object, "spec", "parametersRef"), undefined],
  ];
  const found = named.flatMap(([reference, namespace]) => {
    const configuration = configurationOf(reference, namespace, snapshot);
    const scheme = configuration ? textAt(configuration.object, "spec", "scheme") : "";
    return configuration && scheme !== "" ? [{ configuration, scheme }] : [];
  });
  const said = found.find(({ scheme }) => scheme === "internet-facing") ?? found[0];
  return (
    said &&
    told(
      said.scheme === "internet-facing" ? "internet" : "private",
      said.configuration,
      ["spec", "scheme"],
      `it makes the load balancer ${said.scheme}`,
    )
  );
}

function configurationOf(
  reference: JsonValue | undefined,
  namespace: string | undefined,
  snapshot: Snapshot,
): SnapshotObject | undefined {
  const wanted = namespace || textAt(reference, "namespace");
  const name = textAt(reference, "name");
  if (textAt(reference, "kind") !== "LoadBalancerConfiguration") return undefined;
  return snapshot
    .ofKind(textAt(reference, "group"), "LoadBalancerConfiguration")
    .findLast(({ reference: each }) => each.name === name && namespaceOf(each) === wanted);
}

// Annotations of `infrastructure` go to the Service that is made for it (GEP-1867); Istio passes on those of the Gateway too.
function annotationReachOf(gateway: SnapshotObject, className: string): RouterReach | undefined {
  const passed = Object.fromEntries(
    Object.entries(objectAt(gateway.object, "spec", "infrastructure", "annotations")).flatMap(
      ([name, value]) => (typeof value === "string" ? [[name, value]] : []),
    ),
  );
  const name = internalAnnotationOf(passed);
  if (name !== undefined) {
    const path = ["spec", "infrastructure", "annotations", name];
    return told("private", gateway, path, "it makes the load balancer internal");
  }
  const own = /istio/i.test(className)
    ? internalAnnotationOf(stringMapOf(gateway.object, "annotations"))
    : undefined;
  return own === undefined ? undefined : annotated("private", gateway, own);
}

function addressReachOf(
  gateway: SnapshotObject,
  field: "status" | "spec",
): RouterReach | undefined {
  const path = [field, "addresses"];
  const hosts = listAt(gateway.object, ...path).map((each) => textAt(each, "value"));
  // The name of a Service says nothing of who reaches that Service, and a name that only the controller knows nothing at all.
  const scopes = hosts.map((host) => (isOfNetwork(host) ? isInternalHost(host) : undefined));
  const outside = scopes.indexOf(false);
  if (outside >= 0) return told("internet", gateway, [...path, outside], "its address is public");
  return scopes.length > 0 && scopes.every((each) => each === true)
    ? told("private", gateway, [...path, 0], "its address is private")
    : undefined;
}

function isOfNetwork(host: string): boolean {
  return /[.:]/.test(host) && !/\.svc(?:\.|$)/.test(host);
}
