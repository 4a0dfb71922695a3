import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { at, itemsAt, mapAt, textAt } from "../reference-json.ts";
import type { TestCluster, TestClusterPolicy, TestPluginPolicy } from "./cluster.ts";

/** The fields of a rule of Cilium's that hold what it allows and denies; two of them Calico's policies have too. */
export const SECTIONS: readonly string[] = ["ingress", "egress", "ingressDeny", "egressDeny"];

/** The same policy under another name. */
export function renamed(object: KubernetesObject, name: string): KubernetesObject {
  return { ...object, metadata: { ...mapAt(object, "metadata"), name } };
}

/** Every rule of a NetworkPolicy as a policy of its own, beside one for each direction that only isolates. */
export function splitNetworkPolicies({
  networkPolicies,
}: TestCluster): TestCluster["networkPolicies"] {
  return networkPolicies.flatMap(({ name, namespace, spec }) => {
    const types = spec.policyTypes ?? [
      "Ingress",
      ...((spec.egress ?? []).length > 0 ? ["Egress"] : []),
    ];
    const { podSelector = {} } = spec;
    return types.flatMap((type) => {
      const direction = type === "Ingress" ? "ingress" : "egress";
      const isolating = { podSelector, policyTypes: [type] };
      return [
        { name: `${name}-${type}`, namespace, spec: isolating },
        ...(spec[direction] ?? []).map((rule, index) => ({
          name: `${name}-${type}-${index}`,
          namespace,
          spec: { ...isolating, [direction]: [rule] },
        })),
      ];
    });
  });
}

/** A rule of several peers as one for each; the first of them in a policy that is asked before the one with the rest. */
export function splitClusterPolicies({ clusterPolicies }: TestCluster): TestClusterPolicy[] {
  return clusterPolicies.flatMap((policy) => {
    const single = (rules: TestClusterPolicy["ingress"]): TestClusterPolicy["ingress"] =>
      rules.flatMap((rule) => rule.peers.map((peer) => ({ ...rule, peers: [peer] })));
    const [ingress, egress] = [single(policy.ingress), single(policy.egress)];
    return [
      { ...policy, ingress: ingress.slice(0, 1), egress: egress.slice(0, 1) },
      {
        ...policy,
        name: `${policy.name}-rest`,
        priority: policy.priority + 5,
        ingress: ingress.slice(1),
        egress: egress.slice(1),
      },
    ];
  });
}

/** The first rule of each direction as a policy that is asked right before the one with the rest. */
export function splitCalico({ object, refused }: TestPluginPolicy): readonly TestPluginPolicy[] {
  const spec = mapAt(object, "spec");
  const [ingress, egress] = [itemsAt(spec, "ingress"), itemsAt(spec, "egress")];
  const said = itemsAt(spec, "types");
  const written = [
    ...(ingress.length > 0 || egress.length === 0 ? ["Ingress"] : []),
    ...(egress.length > 0 ? ["Egress"] : []),
  ];
  const types = said.length > 0 ? said : written;
  const name = textAt(object, "metadata.name");
  return [0, 1].map((part) => ({
    refused,
    object: {
      ...renamed(object, `${name}-${part}`),
      spec: {
        ...spec,
        types,
        ingress: part === 0 ? ingress.slice(0, 1) : ingress.slice(1),
        egress: part === 0 ? egress.slice(0, 1) : egress.slice(1),
      },
    },
  }));
}

/** Every rule as an object of its own, which says what the whole said of the default. */
export function splitCilium({ object, refused }: TestPluginPolicy): readonly TestPluginPolicy[] {
  const spec = at(object, "spec");
  const rules = [...(spec === undefined ? [] : [spec]), ...itemsAt(object, "specs")];
  const name = textAt(object, "metadata.name");
  const { apiVersion, kind } = object;
  const isClosed = (rule: JsonValue, direction: string): JsonValue =>
    at(rule, `enableDefaultDeny.${direction}`) ??
    itemsAt(rule, direction).length + itemsAt(rule, `${direction}Deny`).length > 0;
  return rules.flatMap((rule, index) =>
    SECTIONS.flatMap((section) =>
      itemsAt(rule, section).map((part, place) => {
        const common = {
          endpointSelector: at(rule, "endpointSelector") ?? {},
          enableDefaultDeny: {
            ingress: isClosed(rule, "ingress"),
            egress: isClosed(rule, "egress"),
          },
        };
        const written = {
          ...mapAt(object, "metadata"),
          name: `${name}-${index}${section}${place}`,
        };
        return {
          refused,
          object: { apiVersion, kind, metadata: written, spec: { ...common, [section]: [part] } },
        };
      }),
    ),
  );
}
