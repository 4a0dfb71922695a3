import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { asJson, listAt, objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { factsOfNode, type NodeFacts, type StaticPodFact } from "../facts/node-facts.ts";
import type { ParseText } from "../settings/seen.ts";

/** What the objects of a cluster say of its nodes without anything that runs on them; `isWhole`: pods that do not show are not there. */
export function factsOfObjects(
  snapshot: Snapshot,
  { parse, isWhole }: { readonly parse: ParseText; readonly isWhole: boolean },
): readonly NodeFacts[] {
  const nodes = snapshot.ofKind("", "Node");
  const mirrors = mirrorPodsOf(snapshot);
  const names = new Set([...nodes.map(({ reference }) => reference.name), ...mirrors.keys()]);
  const kubeProxyConfig = kubeProxyConfigOf(snapshot, parse);
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

function kubeProxyConfigOf(snapshot: Snapshot, parse: ParseText): JsonValue | undefined {
  const map = snapshot
    .ofKind("", "ConfigMap")
    .find(
      ({ reference: { name, namespace } }) => name === "kube-proxy" && namespace === "kube-system",
    );
  const text = map === undefined ? "" : textAt(asJson(map.object), "data", "config.conf");
  if (text === "") return undefined;
  const parsed = parse(text);
  return "problem" in parsed ? undefined : parsed.value;
}
