import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { parseAddress, parseCidr } from "./addresses.ts";

/** What Cilium is told beyond its policies: pkg/option/config.go of cilium/cilium. */
interface CiliumConfig {
  /** The option `labels`: patterns of labels that are part of what pods are known by, or with `!` are not. */
  readonly labels: readonly string[];
  readonly cidrMatchModes: readonly string[];
  readonly seesNodeLabels: boolean;
  readonly evaluatesClusterPolicies: boolean;
  /** Undefined where the input does not show the configuration. */
  readonly clusterName: string | undefined;
  /** Whether pods have addresses of both families, so that the world is two. */
  readonly isDualStack: boolean;
}

/** The ConfigMap `cilium-config`; what it does not say is as Cilium's chart has it. */
export function ciliumConfigOf(snapshot: Snapshot): CiliumConfig {
  const config = snapshot
    .ofKind("", "ConfigMap")
    .find(({ reference }) => reference.name === "cilium-config");
  const said = (key: string): string => textAt(config?.object, "data", key);
  const words = (key: string): readonly string[] =>
    said(key)
      .split(/[\s,]+/)
      .filter((word) => word !== "");
  return {
    labels: words("labels"),
    cidrMatchModes: words("policy-cidr-match-mode"),
    seesNodeLabels: said("enable-node-selector-labels") === "true",
    evaluatesClusterPolicies: said("enable-k8s-cluster-network-policy") === "true",
    clusterName: config && (said("cluster-name") || "default"),
    isDualStack:
      said("enable-ipv6") === "" ? showsBothFamilies(snapshot) : said("enable-ipv6") === "true",
  };
}

// The chart has IPv6 off; who has switched it on has pods or nodes with such addresses.
function showsBothFamilies(snapshot: Snapshot): boolean {
  const nodes = snapshot
    .ofKind("", "Node")
    .flatMap(({ object }) => listAt(object, "spec", "podCIDRs"));
  const pods = snapshot
    .ofKind("", "Pod")
    .flatMap(({ object }) =>
      listAt(object, "status", "podIPs").map((each) => valueAt(each, "ip") ?? ""),
    );
  return (
    nodes.some((text) => parseCidr(textAt(text))?.family === 6) ||
    pods.some((text) => parseAddress(textAt(text))?.family === 6)
  );
}
