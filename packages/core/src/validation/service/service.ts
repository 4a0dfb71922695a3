import type { Service, ServicePort, ServiceSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { trimmed } from "../go-space.ts";
import { validateLegacyIp, validateLegacyNetwork, validateUsableIp } from "../ip-address.ts";
import { validateLabels } from "../labels.ts";
import {
  dnsLabelName,
  dnsLabelProblem,
  dnsSubdomainProblem,
  portNameProblem,
  portNumberProblem,
  qualifiedNameProblem,
} from "../names.ts";
import { PROTOCOLS } from "../network-policy.ts";
import { validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { clusterIpsOf, isHeadless, validateClusterIps } from "./cluster-ips.ts";
import { validateTraffic } from "./traffic.ts";

// Follows validateService in pkg/apis/core/validation/validation.go and SetDefaults_Service.

const NONE: Readonly<Record<string, string>> = {};
const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/** `ValidateServiceCreate`; which addresses and ports are free or in range is a matter of the cluster. */
export function validateService({ metadata = {}, spec = {} }: Decoded<Service>, at: Place): void {
  const type = spec.type || "ClusterIP";
  const specAt = at.child("spec");
  if (type !== "ExternalName") validateClusterIps(spec, specAt);
  // Nothing else is looked at where no addresses can be given.
  if (at.errorCount > 0) return;
  const naming = { namespaced: true, name: dnsLabelName };
  validateObjectMeta(metadata, naming, at.child("metadata"));
  const { annotations = NONE } = metadata;
  validateTopology(annotations, at.child("metadata").child("annotations"));
  validateType(spec, type, specAt);
  validatePorts(spec, type, specAt.child("ports"));
  validateLabels(spec.selector, specAt.child("selector"));
  validateExternalIps(spec.externalIPs ?? [], specAt.child("externalIPs"));
  validateSources(spec, type, specAt);
  validateAnnotatedSources(spec, annotations[RANGES], type, at);
  validateTraffic(spec, type, specAt);
}

function validateType(spec: Decoded<ServiceSpec>, type: string, at: Place): void {
  at.child("type").among(type, TYPES);
  if (type === "ExternalName") validateExternalName(spec, at);
  const needsAddress = type === "LoadBalancer" || type === "NodePort";
  if (needsAddress && isHeadless(clusterIpsOf(spec))) {
    at.child("clusterIPs").index(0).invalid(`may not be None for type ${type}`);
  }
}

const HINTS = "service.kubernetes.io/topology-aware-hints";
const MODE = "service.kubernetes.io/topology-mode";

function validateTopology(annotations: Readonly<Record<string, string>>, at: Place): void {
  const { [HINTS]: hints, [MODE]: mode } = annotations;
  if (hints !== undefined && mode !== undefined && hints !== mode) {
    at.key(MODE).invalid(`must be that of ${HINTS}`);
  }
}

function validateExternalName(spec: Decoded<ServiceSpec>, at: Place): void {
  const message = "may not be set for type ExternalName";
  if (clusterIpsOf(spec).length > 0) at.child("clusterIPs").forbidden(message);
  if ((spec.ipFamilies ?? []).length > 0) at.child("ipFamilies").forbidden(message);
  if (spec.ipFamilyPolicy !== undefined) at.child("ipFamilyPolicy").forbidden(message);
  const { externalName = "" } = spec;
  const name = externalName.endsWith(".") ? externalName.slice(0, -1) : externalName;
  at.child("externalName").needs(name, dnsSubdomainProblem);
}

function validatePorts(spec: Decoded<ServiceSpec>, type: string, at: Place): void {
  const { ports = [] } = spec;
  const isOptional = type === "ExternalName" || isHeadless(clusterIpsOf(spec));
  if (ports.length === 0 && !isOptional) at.required("must have at least one port");
  const names = new Set<string>();
  const taken = { numbers: new Set<string>(), nodePorts: new Set<string>() };
  for (const [index, port] of ports.entries()) {
    const portAt = at.index(index);
    validateName(port, ports.length > 1, names, portAt.child("name"));
    validatePort(port, portAt);
    validateUnique(port, taken, portAt);
    if (type === "ClusterIP" && (port.nodePort ?? 0) !== 0) {
      portAt.child("nodePort").forbidden("may not be set for type ClusterIP");
    }
  }
}

function validateName(
  { name = "" }: Decoded<ServicePort>,
  isNeeded: boolean,
  names: Set<string>,
  at: Place,
): void {
  if (name === "") {
    if (isNeeded) at.required("must be set where there are several ports");
    return;
  }
  at.judge(name, dnsLabelProblem(name));
  if (names.has(name)) at.duplicate(name);
  names.add(name);
}

function validatePort(
  { port = 0, protocol = "", targetPort, appProtocol }: Decoded<ServicePort>,
  at: Place,
): void {
  at.child("port").judge(port, portNumberProblem(port));
  at.child("protocol").among(protocol || "TCP", PROTOCOLS);
  const target = targetPort || port;
  const problem = typeof target === "string" ? portNameProblem(target) : portNumberProblem(target);
  at.child("targetPort").judge(target, problem);
  if (appProtocol !== undefined) {
    at.child("appProtocol").judge(appProtocol, qualifiedNameProblem(appProtocol));
  }
}

function validateUnique(
  { port = 0, protocol = "", nodePort = 0 }: Decoded<ServicePort>,
  taken: { readonly numbers: Set<string>; readonly nodePorts: Set<string> },
  at: Place,
): void {
  const number = `${protocol || "TCP"}/${port}`;
  if (taken.numbers.has(number)) at.duplicate(number);
  taken.numbers.add(number);
  if (nodePort === 0) return;
  const node = `${protocol || "TCP"}/${nodePort}`;
  if (taken.nodePorts.has(node)) at.child("nodePort").duplicate(node);
  taken.nodePorts.add(node);
}

function validateExternalIps(addresses: readonly string[], at: Place): void {
  for (const [index, address] of addresses.entries()) {
    const before = at.errorCount;
    validateLegacyIp(address, at.index(index));
    if (at.errorCount === before) validateUsableIp(address, at.index(index));
  }
}

const RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

const BALANCERS_ONLY = "may only be set for type LoadBalancer";

function validateSources(
  { loadBalancerSourceRanges = [] }: Decoded<ServiceSpec>,
  type: string,
  at: Place,
): void {
  // Printed by the name of the field in Go.
  const rangesAt = at.slip(".LoadBalancerSourceRanges", "loadBalancerSourceRanges");
  if (loadBalancerSourceRanges.length > 0 && type !== "LoadBalancer") {
    rangesAt.forbidden(BALANCERS_ONLY);
  }
  for (const [index, range] of loadBalancerSourceRanges.entries()) {
    validateLegacyNetwork(trimmed(range), rangesAt.index(index));
  }
}

// The annotation counts where the field is empty.
function validateAnnotatedSources(
  { loadBalancerSourceRanges = [] }: Decoded<ServiceSpec>,
  annotation: string | undefined,
  type: string,
  at: Place,
): void {
  if (annotation === undefined || loadBalancerSourceRanges.length > 0) return;
  const annotationAt = at.child("metadata").child("annotations").key(RANGES);
  if (type !== "LoadBalancer") annotationAt.forbidden(BALANCERS_ONLY);
  if (trimmed(annotation) === "") return;
  for (const range of annotation.split(",")) validateLegacyNetwork(trimmed(range), annotationAt);
}
