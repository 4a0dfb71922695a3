import type {
  HTTPIngressPath,
  Ingress,
  IngressBackend,
  IngressRule,
  IngressServiceBackend,
  IngressSpec,
  IngressTLS,
  TypedLocalObjectReference,
} from "../kubernetes/api/types.ts";
import type { Decoded } from "./decoded.ts";
import { parseIp } from "./ip-address.ts";
import {
  dnsLabelProblem,
  dnsSubdomainName,
  dnsSubdomainProblem,
  pathSegmentName,
  portNameProblem,
  portNumberProblem,
  wildcardSubdomainProblem,
} from "./names.ts";
import { validateObjectMeta } from "./object-meta.ts";
import { type Place, quoted } from "./place.ts";

// Follows pkg/apis/networking/validation/validation.go.

const CLASS = "kubernetes.io/ingress.class";

/** `ValidateIngressCreate`. */
export function validateIngress({ metadata = {}, spec = {} }: Decoded<Ingress>, at: Place): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
  validateSpec(spec, at.child("spec"));
  const annotation = metadata.annotations?.[CLASS];
  const { ingressClassName } = spec;
  if (annotation === undefined || ingressClassName === undefined) return;
  if (annotation !== ingressClassName) {
    // Printed without the metadata.
    const annotationAt = at.slip(".annotations", "metadata", "annotations").child(CLASS);
    annotationAt.invalid(`${quoted(annotation)} is not ingressClassName`);
  }
}

function validateSpec(
  { rules = [], defaultBackend, tls = [], ingressClassName }: Decoded<IngressSpec>,
  at: Place,
): void {
  if (rules.length === 0 && !defaultBackend) at.invalid("must have rules or defaultBackend");
  if (defaultBackend) validateBackend(defaultBackend, at.child("defaultBackend"));
  for (const [index, rule] of rules.entries()) validateRule(rule, at.child("rules").index(index));
  for (const [index, each] of tls.entries()) validateTls(each, at.child("tls").index(index));
  if (ingressClassName === undefined) return;
  at.child("ingressClassName").judge(ingressClassName, dnsSubdomainProblem(ingressClassName));
}

function validateRule({ host = "", http }: Decoded<IngressRule>, at: Place): void {
  const hostAt = at.child("host");
  if (host !== "") {
    if (parseIp(host)) hostAt.invalid(`${quoted(host)} is an address, not a name`);
    hostAt.judge(host, hostProblem(host));
  }
  if (!http) return;
  const pathsAt = at.child("http").child("paths");
  const { paths = [] } = http;
  if (paths.length === 0) pathsAt.required("must have at least one path");
  for (const [index, path] of paths.entries()) validatePath(path, pathsAt.index(index));
}

function hostProblem(host: string): string | undefined {
  return host.includes("*") ? wildcardSubdomainProblem(host) : dnsSubdomainProblem(host);
}

const PATH_TYPES = ["Exact", "ImplementationSpecific", "Prefix"];

function validatePath({ path = "", pathType, backend }: Decoded<HTTPIngressPath>, at: Place): void {
  if (pathType === undefined) {
    at.child("pathType").required();
    return;
  }
  at.child("pathType").among(pathType, PATH_TYPES);
  const problem = pathProblem(path, pathType);
  if (problem !== undefined) at.child("path").invalid(`${quoted(path)} ${problem}`);
  validateBackend(backend ?? {}, at.child("backend"));
}

function pathProblem(path: string, type: string): string | undefined {
  const isAbsolute = path.startsWith("/");
  if (type === "ImplementationSpecific") {
    return path === "" || isAbsolute ? undefined : "is not absolute";
  }
  if (type !== "Exact" && type !== "Prefix") return undefined;
  if (!isAbsolute) return "is not absolute";
  const isPlain = !/\/\/|\/\.{1,2}\/|%2[fF]|\/\.{1,2}$/.test(path);
  return isPlain ? undefined : "may not have empty steps, '.', '..' or '%2f'";
}

function validateTls({ hosts = [], secretName = "" }: Decoded<IngressTLS>, at: Place): void {
  for (const [index, host] of hosts.entries()) {
    at.child("hosts").index(index).judge(host, hostProblem(host));
  }
  if (secretName !== "") at.child("secretName").judge(secretName, dnsSubdomainProblem(secretName));
}

function validateBackend({ service, resource }: Decoded<IngressBackend>, at: Place): void {
  if (service && resource) at.invalid("may not have both service and resource");
  else if (resource) validateResource(resource, at.child("resource"));
  else if (service) validateService(service, at);
  else at.invalid("must have service or resource");
}

function validateResource(
  { apiGroup, kind = "", name = "" }: Decoded<TypedLocalObjectReference>,
  at: Place,
): void {
  if (apiGroup !== undefined) at.child("apiGroup").judge(apiGroup, dnsSubdomainProblem(apiGroup));
  at.child("kind").needs(kind, segmentProblem);
  at.child("name").needs(name, segmentProblem);
}

function segmentProblem(name: string): string | undefined {
  return pathSegmentName(name, false);
}

function validateService(
  { name = "", port = {} }: Decoded<IngressServiceBackend>,
  at: Place,
): void {
  const serviceAt = at.child("service");
  serviceAt.child("name").needs(name, dnsLabelProblem);
  const { name: portName = "", number = 0 } = port;
  if (portName !== "" && number !== 0) at.invalid("may not have both the port's name and number");
  else if (portName !== "") {
    serviceAt.child("port").child("name").judge(portName, portNameProblem(portName));
  } else if (number !== 0) {
    serviceAt.child("port").child("number").judge(number, portNumberProblem(number));
  } else at.required("must have the port's name or number");
}
