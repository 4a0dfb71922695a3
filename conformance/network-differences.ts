/** Cases of np-guard/netpol-analyzer that we answer otherwise, and why; a case that comes to agree must leave the list. */
export const CONNECTIVITY_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    "anp_banp_test_multiple_warnings",
    "the policies name IPv6 networks, which upstream leaves out; IPv4 is the same",
  ],
  ...["13", "14", "15", "16", "17", "3", "4", "5", "6", "8"].map((number): [string, string] => [
    `nad_test_${number}`,
    "upstream adds connections over secondary networks (NetworkAttachmentDefinition, MultiNetworkPolicy); we answer for the cluster's network",
  ]),
  [
    "udn_with_ingress_controller_two_pods",
    "upstream takes only ports that a container declares; a Service sends to a number whether it is declared or not",
  ],
  [
    "nad_test_4_tcp-80",
    "upstream adds connections over secondary networks (NetworkAttachmentDefinition, MultiNetworkPolicy); we answer for the cluster's network",
  ],
]);
