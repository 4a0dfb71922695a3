import type { Check } from "../check.ts";
import { endpointAddressRefused } from "./network/endpoint-address-refused.ts";
import { gatewayBackendMissing } from "./network/gateway-backend-missing.ts";
import { ingressBackendMissing } from "./network/ingress-backend-missing.ts";
import { ingressCatchAllHost } from "./network/ingress-catch-all-host.ts";
import { ingressNginxSnippetsAllowed } from "./network/ingress-nginx-snippets-allowed.ts";
import { ingressNginxUnsafeAnnotation } from "./network/ingress-nginx-unsafe-annotation.ts";
import { ingressWithoutTls } from "./network/ingress-without-tls.ts";
import { kubeletPortReachable } from "./network/kubelet-port-reachable.ts";
import { metadataAddressReachable } from "./network/metadata-address-reachable.ts";
import { networkPolicyInvalid } from "./network/network-policy-invalid.ts";
import { networkPolicyPeerSelectsNothing } from "./network/network-policy-peer-selects-nothing.ts";
import { networkPolicyPeersSplit } from "./network/network-policy-peers-split.ts";
import { networkPolicyPortUnknown } from "./network/network-policy-port-unknown.ts";
import { networkPolicyRuleAllowsEverything } from "./network/network-policy-rule-allows-everything.ts";
import { networkPolicyRulesWithoutEffect } from "./network/network-policy-rules-without-effect.ts";
import { networkPolicySelectsNothing } from "./network/network-policy-selects-nothing.ts";
import { networkPolicyUnenforced } from "./network/network-policy-unenforced.ts";
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";
import { podCutOff } from "./network/pod-cut-off.ts";
import { podOpenToEgress } from "./network/pod-open-to-egress.ts";
import { podOpenToIngress } from "./network/pod-open-to-ingress.ts";
import { sensitiveInterfaceExposed } from "./network/sensitive-interface-exposed.ts";
import { serviceExternalIps } from "./network/service-external-ips.ts";
import { serviceExternalTrafficPolicy } from "./network/service-external-traffic-policy.ts";
import { serviceLoadBalancerOpen } from "./network/service-load-balancer-open.ts";
import { serviceMonitorSelectsNothing } from "./network/service-monitor-selects-nothing.ts";
import { serviceNodePort } from "./network/service-node-port.ts";
import { servicePortUnknown } from "./network/service-port-unknown.ts";
import { serviceSelectsNothing } from "./network/service-selects-nothing.ts";
import { workloadOpenToOtherNamespaces } from "./network/workload-open-to-other-namespaces.ts";

/** The checks of the topic network, by id. */
export const networkChecks: readonly Check[] = [
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
  podCutOff,
  podOpenToEgress,
  podOpenToIngress,
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
