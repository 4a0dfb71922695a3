import type { ServiceSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { portNumberProblem, qualifiedNameProblem } from "../names.ts";
import type { Place } from "../place.ts";

// Follows the second half of validateService in pkg/apis/core/validation/validation.go.

const POLICIES = ["Cluster", "Local"];
const DISTRIBUTIONS = ["PreferClose", "PreferSameZone", "PreferSameNode"];
const AFFINITIES = ["ClientIP", "None"];
const LONGEST_AFFINITY = 86_400;

/** Where a Service's traffic goes: affinity, policies, and what only load balancers have. */
export function validateTraffic(spec: Decoded<ServiceSpec>, type: string, at: Place): void {
  validateAffinity(spec, at);
  validateBalancer(spec, type, at);
  validateExternalPolicy(spec, type, at);
  const { internalTrafficPolicy, trafficDistribution } = spec;
  if (internalTrafficPolicy !== undefined) {
    at.child("internalTrafficPolicy").among(internalTrafficPolicy, POLICIES);
  }
  if (trafficDistribution !== undefined) {
    at.child("trafficDistribution").among(trafficDistribution, DISTRIBUTIONS);
  }
}

// The configuration counts for clients' addresses only, and is made where it is missing (SetDefaults_Service).
function validateAffinity(spec: Decoded<ServiceSpec>, at: Place): void {
  const affinity = spec.sessionAffinity || "None";
  at.child("sessionAffinity").among(affinity, AFFINITIES);
  const timeout = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  const configAt = at.child("sessionAffinityConfig");
  if (affinity === "ClientIP" && timeout !== undefined) {
    configAt.child("clientIP").child("timeoutSeconds").within(timeout, 1, LONGEST_AFFINITY);
  }
}

function validateBalancer(
  { allocateLoadBalancerNodePorts, loadBalancerClass }: Decoded<ServiceSpec>,
  type: string,
  at: Place,
): void {
  const message = "may only be set for type LoadBalancer";
  const classAt = at.child("loadBalancerClass");
  if (type === "LoadBalancer") {
    if (loadBalancerClass !== undefined) {
      classAt.judge(loadBalancerClass, qualifiedNameProblem(loadBalancerClass));
    }
    return;
  }
  if (loadBalancerClass !== undefined) classAt.forbidden(message);
  if (allocateLoadBalancerNodePorts !== undefined) {
    at.child("allocateLoadBalancerNodePorts").forbidden(message);
  }
}

function validateExternalPolicy(spec: Decoded<ServiceSpec>, type: string, at: Place): void {
  const { externalTrafficPolicy: policy = "", healthCheckNodePort: port = 0 } = spec;
  const policyAt = at.child("externalTrafficPolicy");
  if (isReachedFromOutside(spec, type)) policyAt.among(policy || "Cluster", POLICIES);
  else if (policy !== "") policyAt.invalid("may only be set for what is reached from outside");
  if (port === 0) return;
  const portAt = at.child("healthCheckNodePort");
  if (type === "LoadBalancer" && policy === "Local") portAt.judge(port, portNumberProblem(port));
  else portAt.invalid("may only be set for type LoadBalancer with externalTrafficPolicy Local");
}

/** `ExternallyAccessible` of pkg/api/service. */
function isReachedFromOutside({ externalIPs = [] }: Decoded<ServiceSpec>, type: string): boolean {
  if (type === "ClusterIP") return externalIPs.length > 0;
  return type === "LoadBalancer" || type === "NodePort";
}
