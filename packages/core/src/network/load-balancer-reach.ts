import type { FieldPath } from "../kubernetes/field-path.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { isInternalHost, reachesInternet } from "./address-scopes.ts";
import { parseCidr } from "./addresses.ts";
import { INTERNAL_ANNOTATIONS, INTERNAL_CLASSES } from "./load-balancer-annotations.ts";

/** Whom an entrance takes connections from, and the field that decides. */
export interface Reach {
  readonly scope: "internet" | "private";
  readonly path: FieldPath;
  /** Lower-case clause. */
  readonly message: string;
}

type Annotations = Readonly<Record<string, string>>;

/** Whom the load balancer of a Service of that type takes connections from. */
export function loadBalancerReachOf(service: SnapshotObject): Reach {
  const ranges = sourceRangesOf(service);
  if (ranges && !ranges.texts.some(mayHoldInternet))
    return { scope: "private", path: ranges.path, message: `a ${saying(ranges, "")}` };
  const path = privateFieldOf(service);
  return path
    ? { scope: "private", path, message: `an internal ${saying(ranges, "the private network")}` }
    : { scope: "internet", path: ["spec", "type"], message: `a ${saying(ranges, "everywhere")}` };
}

function saying(ranges: SourceRanges | undefined, otherwise: string): string {
  return `load balancer takes connections from ${ranges?.texts.join(", ") ?? otherwise}`;
}

function privateFieldOf({ object }: SnapshotObject): FieldPath | undefined {
  const annotations = stringMapOf(object, "annotations");
  return (
    internalFieldOf(annotations, textAt(object, "spec", "loadBalancerClass")) ??
    privateStatusOf(object) ??
    requestedAddressOf(object)
  );
}

// A range that cannot be read is one of which nothing is known.
function mayHoldInternet(text: string): boolean {
  const range = parseCidr(text);
  return !range || reachesInternet(range);
}

function internalFieldOf(annotations: Annotations, className: string): FieldPath | undefined {
  const byClass = ["spec", "loadBalancerClass"];
  if (INTERNAL_CLASSES.has(className)) return byClass;
  if (GOOGLE_EXTERNAL.test(className)) return undefined;
  const name = internalAnnotationOf(annotations, className);
  if (name !== undefined) return ["metadata", "annotations", name];
  if (!isInternalByDefault(annotations, className)) return undefined;
  return className === "" ? ["metadata", "annotations", AWS_TYPE] : byClass;
}

/** The annotation that makes a load balancer internal, of a Service or of what a Gateway passes on to its own. */
export function internalAnnotationOf(annotations: Annotations, className = ""): string | undefined {
  const found = INTERNAL_ANNOTATIONS.find(
    ({ name, internal, where }) =>
      internal.test(annotations[name] ?? "") &&
      (!where || where.value.test(annotations[where.name] ?? "")),
  );
  return (
    found?.name ?? googleAnnotationOf(annotations) ?? amazonAnnotationOf(annotations, className)
  );
}

// GetLoadBalancerAnnotationType of kubernetes/ingress-gce pkg/l4/annotations and kubernetes/cloud-provider-gcp providers/gce: the class, then the newer annotation.
const GOOGLE_EXTERNAL = /^networking\.gke\.io\/l4-regional-external(?:-legacy)?$/;
const GOOGLE = ["networking.gke.io/load-balancer-type", "cloud.google.com/load-balancer-type"];

function googleAnnotationOf(annotations: Annotations): string | undefined {
  const name = GOOGLE.find((each) => Object.hasOwn(annotations, each));
  return name !== undefined && /^[Ii]nternal$/.test(annotations[name] ?? "") ? name : undefined;
}

const AWS_SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const AWS_INTERNAL = "service.beta.kubernetes.io/aws-load-balancer-internal";
const AWS_TYPE = "service.beta.kubernetes.io/aws-load-balancer-type";

/*
 * The AWS Load Balancer Controller reads the scheme, then the older annotation (pkg/service/model_build_load_balancer.go);
 * kubernetes/cloud-provider-aws (pkg/providers/v1/aws.go) the older one alone, of which any text but "false" is a yes.
 */
function amazonAnnotationOf(annotations: Annotations, className: string): string | undefined {
  const scheme = annotations[AWS_SCHEME];
  if (scheme === "internal") return AWS_SCHEME;
  if (scheme === "internet-facing") return undefined;
  const internal = annotations[AWS_INTERNAL] ?? "";
  const isInternal = byAmazonController(annotations, className)
    ? /^(?:1|t|T|true|True|TRUE)$/.test(internal)
    : internal !== "" && internal !== "false";
  return isInternal ? AWS_INTERNAL : undefined;
}

function isInternalByDefault(annotations: Annotations, className: string): boolean {
  return (
    byAmazonController(annotations, className) &&
    annotations[AWS_SCHEME] !== "internet-facing" &&
    annotations[AWS_INTERNAL] === undefined
  );
}

// The controller and EKS Auto Mode make internal ones unless they are told otherwise.
function byAmazonController(annotations: Annotations, className: string): boolean {
  return (
    /^(?:service\.k8s\.aws|eks\.amazonaws\.com)\/nlb$/.test(className) ||
    /^(?:external|nlb-ip)$/.test(annotations[AWS_TYPE] ?? "")
  );
}

/** Where an object's status shows addresses or host names, all of which lead into a private network only; else undefined. */
export function privateStatusOf(object: SnapshotObject["object"]): FieldPath | undefined {
  const base = ["status", "loadBalancer", "ingress"];
  const shown = statusHostsOf(object);
  return shown.length > 0 && shown.every((text) => isInternalHost(text) === true)
    ? [...base, 0]
    : undefined;
}

/** Where an object's status shows an address or host name of the internet. */
export function publicStatusOf(object: SnapshotObject["object"]): FieldPath | undefined {
  const index = statusHostsOf(object).findIndex((text) => isInternalHost(text) === false);
  return index < 0 ? undefined : ["status", "loadBalancer", "ingress", index];
}

function statusHostsOf(object: SnapshotObject["object"]): readonly string[] {
  return listAt(object, "status", "loadBalancer", "ingress").map(
    (each) => textAt(each, "ip") || textAt(each, "hostname"),
  );
}

// What loadBalancerIP and the annotations of MetalLB, kube-vip and Cilium in its place ask for.
function requestedAddressOf(object: SnapshotObject["object"]): FieldPath | undefined {
  if (publicStatusOf(object)) return undefined;
  const annotations = stringMapOf(object, "annotations");
  const places: readonly (readonly [FieldPath, string])[] = [
    [["spec", "loadBalancerIP"], textAt(object, "spec", "loadBalancerIP")],
    ...ADDRESS_ANNOTATIONS.map((name): readonly [FieldPath, string] => [
      ["metadata", "annotations", name],
      annotations[name] ?? "",
    ]),
  ];
  const [path, texts] = places.find(([, text]) => text.trim() !== "") ?? [];
  const addresses = (texts ?? "").split(",").map((each) => each.trim());
  return addresses.every((each) => isInternalHost(each) === true) ? path : undefined;
}

const ADDRESS_ANNOTATIONS = [
  "metallb.io/loadBalancerIPs",
  "metallb.universe.tf/loadBalancerIPs",
  "kube-vip.io/loadbalancerIPs",
  "lbipam.cilium.io/ips",
  "io.cilium/lb-ipam-ips",
];

const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Ranges of addresses, with the field that names them. */
interface SourceRanges {
  readonly texts: readonly string[];
  readonly path: FieldPath;
}

/** Ranges of addresses that the load balancer of a Service lets in; undefined: all, as `GetLoadBalancerSourceRanges` has it. */
export function sourceRangesOf({ object }: SnapshotObject): SourceRanges | undefined {
  const field = listAt(object, "spec", "loadBalancerSourceRanges").flatMap((each) =>
    typeof each === "string" ? [each.trim()] : [],
  );
  if (field.length > 0) return { texts: field, path: ["spec", "loadBalancerSourceRanges"] };
  const annotation = (stringMapOf(object, "annotations")[SOURCE_RANGES] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  return annotation.length === 0
    ? undefined
    : { texts: annotation, path: ["metadata", "annotations", SOURCE_RANGES] };
}
