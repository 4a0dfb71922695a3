import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { asJson, listAt, objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import {
  FACTS_GROUP,
  factOf,
  NODE_FACTS_KIND,
  NODES_WITH_CONFIGURATION,
} from "../../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { mergeNodeFacts } from "../facts/merge.ts";
import { factsOfNode, type NodeFacts, type StaticPodFact } from "../facts/node-facts.ts";
import { readNodeFacts } from "../facts/read-node-facts.ts";
import type { ParseText } from "../settings/seen.ts";

/** What a snapshot says of the nodes of its cluster: the facts that it was given, then its objects; `isWhole`: pods that do not show are not there. */
export function factsOfObjects(
  snapshot: Snapshot,
  options: { readonly parse: ParseText; readonly isWhole: boolean },
): readonly NodeFacts[] {
  const shown = shownByObjects(snapshot, options);
  const kept = keptNodeFacts(snapshot).map((each) => {
    const other = shown.find(({ node }) => node === each.node);
    return other ? mergeNodeFacts(each, other) : each;
  });
  return [...kept, ...shown.filter(({ node }) => kept.every((each) => each.node !== node))];
}

/** What the objects say without anything that runs on nodes. */
function shownByObjects(
  snapshot: Snapshot,
  { parse, isWhole }: { readonly parse: ParseText; readonly isWhole: boolean },
): readonly NodeFacts[] {
  const nodes = snapshot.ofKind("", "Node");
  const mirrors = mirrorPodsOf(snapshot);
  const names = new Set([...nodes.map(({ reference }) => reference.name), ...mirrors.keys()]);
  const kubeProxyConfig = configOf(snapshot, parse, PROXY_CONFIG);
  const kubeletDefaults = configOf(snapshot, parse, KUBELET_CONFIG);
  const configurations = configurationsOf(snapshot);
  const notAsked = whyNotAsked(snapshot);
  return [...names]
    .filter((name) => name !== "")
    .map((name) => {
      const node = nodes.find(({ reference }) => reference.name === name);
      const pods = mirrors.get(name);
      return {
        ...factsOfNode(name),
        sources: [
          {
            kind: "api",
            tool: "objects of the cluster",
            time: "",
            root: "",
            privileged: undefined,
          },
        ],
        system: systemOf(node),
        staticPods: pods ?? (isWhole ? [] : undefined),
        kubeProxyConfig,
        kubeletDefaults,
        configz: configurations.get(name),
        notRead:
          notAsked === undefined || configurations.has(name)
            ? []
            : [{ what: "configz", reason: notAsked }],
      };
    });
}

/** The static pods of the control plane as the API shows them, by node. */
function mirrorPodsOf(snapshot: Snapshot): ReadonlyMap<string, readonly StaticPodFact[]> {
  const found = new Map<string, StaticPodFact[]>();
  for (const { object } of snapshot.ofKind("", "Pod")) {
    const pod = asJson(object);
    const annotations = objectAt(pod, "metadata", "annotations");
    if (!Object.hasOwn(annotations, "kubernetes.io/config.mirror")) continue;
    const node = textAt(pod, "spec", "nodeName") || ownerOf(pod);
    const path = `Pod ${textAt(pod, "metadata", "namespace")}/${textAt(pod, "metadata", "name")}`;
    const facts = listAt(pod, "spec", "containers").map((each) => ({
      path,
      arguments: [...textsAt(each, "command"), ...textsAt(each, "args")],
    }));
    found.set(node, [...(found.get(node) ?? []), ...facts]);
  }
  return found;
}

function ownerOf(pod: JsonObject): string {
  const owner = listAt(pod, "metadata", "ownerReferences").find(
    (each) => textAt(each, "kind") === "Node",
  );
  return textAt(owner, "name");
}

function systemOf(node: SnapshotObject | undefined): NodeFacts["system"] {
  const { system } = factsOfNode("");
  if (!node) return system;
  const info = objectAt(asJson(node.object), "status", "nodeInfo");
  const image = textAt(info, "osImage");
  return {
    ...system,
    distribution: distributionIn(image),
    distributionName: image,
    kernel: textAt(info, "kernelVersion"),
    architecture: textAt(info, "architecture"),
    kubeletVersion: textAt(info, "kubeletVersion"),
    containerRuntime: textAt(info, "containerRuntimeVersion"),
  };
}

/** `osImage` is os-release's PRETTY_NAME: enough of it to tell those systems that are changed in other ways. */
function distributionIn(image: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/^Bottlerocket/, "bottlerocket"],
    [/^Talos/, "talos"],
    [/^Flatcar/, "flatcar"],
    [/^Container-Optimized OS/, "cos"],
    [/^Red Hat Enterprise Linux CoreOS/, "rhcos"],
  ];
  return (
    known.find(([pattern]) => pattern.test(image))?.[1] ?? image.split(" ")[0]?.toLowerCase() ?? ""
  );
}

/** A ConfigMap of kube-system in which kubeadm keeps the configuration of a component. */
interface KeptConfig {
  /** Older versions of kubeadm had one a version of kubelets. */
  readonly names: RegExp;
  readonly key: string;
}

const PROXY_CONFIG: KeptConfig = { names: /^kube-proxy$/, key: "config.conf" };

const KUBELET_CONFIG: KeptConfig = { names: /^kubelet-config(?:-1[.]\d+)?$/, key: "kubelet" };

function configOf(
  snapshot: Snapshot,
  parse: ParseText,
  { names, key }: KeptConfig,
): JsonValue | undefined {
  const map = snapshot
    .ofKind("", "ConfigMap")
    .findLast(
      ({ reference: { name, namespace } }) => names.test(name) && namespace === "kube-system",
    );
  const text = map === undefined ? "" : textAt(asJson(map.object), "data", key);
  if (text === "") return undefined;
  const parsed = parse(text);
  return "problem" in parsed ? undefined : parsed.value;
}

/** What kubelets themselves say that their configuration is, by node. */
function configurationsOf(snapshot: Snapshot): ReadonlyMap<string, JsonValue> {
  const seen = snapshot.ofKind("kubelet.config.k8s.io", "KubeletConfiguration");
  return new Map(
    seen.flatMap(({ object }) => {
      const { metadata: _, ...configuration } = asJson(object);
      const nodes = textAt(object, "metadata", "annotations", NODES_WITH_CONFIGURATION);
      return nodes
        .split(",")
        .filter((node) => node !== "")
        .map((node) => [node, { kubeletconfig: configuration }] as const);
    }),
  );
}

/** Why kubelets do not show their configuration, where they were asked. */
function whyNotAsked(snapshot: Snapshot): string | undefined {
  const said = snapshot.ofKind(FACTS_GROUP, "Kubelets")[0];
  const fact = said && factOf(said.object, "configuration");
  return fact && "unknown" in fact ? fact.unknown : undefined;
}

/** The facts of nodes that a snapshot was given, as whatever wrote them said them. */
export function keptNodeFacts(snapshot: Snapshot): readonly NodeFacts[] {
  return snapshot.ofKind(FACTS_GROUP, NODE_FACTS_KIND).flatMap(({ object }) => {
    const read = readNodeFacts(objectAt(asJson(object), "spec"));
    return "problem" in read ? [] : [read];
  });
}
