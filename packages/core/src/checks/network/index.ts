import type { BuiltInCheck } from "../built-in-check.ts";
import { endpointAddressRefused } from "./endpoint-address-refused.ts";
import { gatewayBackendMissing } from "./gateway-backend-missing.ts";
import { ingressBackendMissing } from "./ingress-backend-missing.ts";
import { ingressCatchAllHost } from "./ingress-catch-all-host.ts";
import { ingressNginxSnippetsAllowed } from "./ingress-nginx-snippets-allowed.ts";
import { ingressNginxUnsafeAnnotation } from "./ingress-nginx-unsafe-annotation.ts";
import { ingressWithoutTls } from "./ingress-without-tls.ts";
import { kubeletPortReachable } from "./kubelet-port-reachable.ts";
import { metadataAddressReachable } from "./metadata-address-reachable.ts";
import { networkPolicyInvalid } from "./network-policy-invalid.ts";
import { networkPolicyPeerSelectsNothing } from "./network-policy-peer-selects-nothing.ts";
import { networkPolicyPeersSplit } from "./network-policy-peers-split.ts";
import { networkPolicyPortUnknown } from "./network-policy-port-unknown.ts";
import { networkPolicyRuleAllowsEverything } from "./network-policy-rule-allows-everything.ts";
import { networkPolicyRulesWithoutEffect } from "./network-policy-rules-without-effect.ts";
import { networkPolicySelectsNothing } from "./network-policy-selects-nothing.ts";
import { networkPolicyUnenforced } from "./network-policy-unenforced.ts";
import { noNetworkPolicySelectsPod } from "./no-network-policy-selects-pod.ts";
import { podOpenToEgress } from "./pod-open-to-egress.ts";
import { podOpenToIngress } from "./pod-open-to-ingress.ts";
import { podTrafficDenied } from "./pod-traffic-denied.ts";
import { sensitiveInterfaceExposed } from "./sensitive-interface-exposed.ts";
import { serviceExternalIps } from "./service-external-ips.ts";
import { serviceExternalTrafficPolicy } from "./service-external-traffic-policy.ts";
import { serviceLoadBalancerOpen } from "./service-load-balancer-open.ts";
import { serviceMonitorSelectsNothing } from "./service-monitor-selects-nothing.ts";
import { serviceNodePort } from "./service-node-port.ts";
import { servicePortUnknown } from "./service-port-unknown.ts";
import { serviceSelectsNothing } from "./service-selects-nothing.ts";
import { workloadOpenToOtherNamespaces } from "./workload-open-to-other-namespaces.ts";

/** The checks of the topic network, by id. */
export const networkChecks: readonly BuiltInCheck[] = [
  endpointAddressRefused,
  gatewayBackendMissing,
  ingressBackendMissing,
  ingressCatchAllHost,
  ingressNginxSnippetsAllowed,
  ingressNginxUnsafeAnnotation,
  ingressWithoutTls,
  kubeletPortReachable,
  metadataAddressReachable,
  networkPolicyInvalid,
  networkPolicyPeerSelectsNothing,
  networkPolicyPeersSplit,
  networkPolicyPortUnknown,
  networkPolicyRuleAllowsEverything,
  networkPolicyRulesWithoutEffect,
  networkPolicySelectsNothing,
  networkPolicyUnenforced,
  noNetworkPolicySelectsPod,
  podOpenToEgress,
  podOpenToIngress,
  podTrafficDenied,
  sensitiveInterfaceExposed,
  serviceExternalIps,
  serviceExternalTrafficPolicy,
  serviceLoadBalancerOpen,
  serviceMonitorSelectsNothing,
  serviceNodePort,
  servicePortUnknown,
  serviceSelectsNothing,
  workloadOpenToOtherNamespaces,
];
