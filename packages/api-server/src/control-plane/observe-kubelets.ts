import {
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  listAt,
  objectAt,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { NODES_WITH_CONFIGURATION } from "@watertight/core/snapshot";
import { parseJson } from "../requests/json.ts";
import { createGate } from "../requests/limits.ts";
import type { Probe, Probed } from "./probe.ts";

/** The configurations in force of kubelets, and why others are not known. */
export interface KubeletFacts {
  readonly configurations: readonly KubernetesObject[];
  /** A clause; undefined where all were seen. */
  readonly unknown: string | undefined;
}

/** How kubelets are asked. */
interface Asking {
  readonly probe: Probe;
  /** Of the API server: 36 of `v1.36.1`. */
  readonly minor: number;
  readonly signal?: AbortSignal;
}

/** The first minor version whose kubelets give their configuration to who has `nodes/configz` (gate KubeletFineGrainedAuthz, beta in 1.33). */
const FINE_GRAINED_SINCE = 33;

/** Kubelets that are asked at a time. */
const AT_ONCE = 8;

/** Kubelets that may fail in the same way before the rest is left alone. */
const ENOUGH = 3;

/**
 * Asks kubelets for their configuration. Since 1.33 they are asked themselves, as the right to `nodes/configz` is one that a kubelet
 * grants; the API server's proxy would take `nodes/proxy`, which runs commands in every pod. Before, that proxy is the only way, and it
 * is tried with the rights that there are.
 */
export async function observeKubelets(
  asking: Asking,
  nodes: readonly KubernetesObject[],
): Promise<KubeletFacts> {
  const gate = createGate(AT_ONCE);
  const failures: { readonly node: string; readonly reason: string }[] = [];
  const configurations: NamedConfiguration[] = [];
  const isHopeless = (): boolean => configurations.length === 0 && failures.length >= ENOUGH;
  await Promise.all(
    nodes.map((node) =>
      gate(async () => {
        if (isHopeless()) return;
        const name = textAt(node, "metadata", "name");
        const asked = await askKubelet(asking, node);
        if ("reason" in asked) failures.push({ node: name, reason: asked.reason });
        else configurations.push({ name, configuration: asked.configuration });
      }),
    ),
  );
  return {
    configurations: byConfiguration(configurations),
    unknown: whyUnknown(failures, nodes.length - configurations.length),
  };
}

interface NamedConfiguration {
  readonly name: string;
  readonly configuration: JsonObject;
}

/** One object for all nodes of the same configuration, which is called after the first of them. */
function byConfiguration(all: readonly NamedConfiguration[]): readonly KubernetesObject[] {
  const sorted = all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const groups = new Map<
    string,
    { readonly first: NamedConfiguration; readonly nodes: string[] }
  >();
  for (const each of sorted) {
    const key = stringifyJson(each.configuration);
    const group = groups.get(key) ?? { first: each, nodes: [] };
    group.nodes.push(each.name);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ first, nodes }) => ({
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    ...first.configuration,
    metadata: { name: first.name, annotations: { [NODES_WITH_CONFIGURATION]: nodes.join(",") } },
  }));
}

function whyUnknown(
  failures: readonly { readonly node: string; readonly reason: string }[],
  count: number,
): string | undefined {
  const [first] = failures.toSorted((a, b) => (a.node < b.node ? -1 : 1));
  if (!first) return undefined;
  const others = count > 1 ? ` and of ${count - 1} more` : "";
  return `the kubelet of ${first.node}${others} does not show its configuration: ${first.reason}`;
}

type Asked = { readonly configuration: JsonObject } | { readonly reason: string };

async function askKubelet(
  { probe, minor, signal }: Asking,
  node: KubernetesObject,
): Promise<Asked> {
  const common = { as: "caller", ...(signal && { signal }) } as const;
  if (minor < FINE_GRAINED_SINCE) {
    const name = encodeURIComponent(textAt(node, "metadata", "name"));
    const path = `/api/v1/nodes/${name}/proxy/configz`;
    return configurationIn(await probe({ ...common, path }), "nodes/proxy");
  }
  const address = addressOf(node);
  if (address === undefined) return { reason: "the node has no address" };
  const at = new URL(`https://${address.includes(":") ? `[${address}]` : address}:${portOf(node)}`);
  return configurationIn(await probe({ ...common, path: "/configz", at }), "nodes/configz");
}

function addressOf(node: KubernetesObject): string | undefined {
  const addresses = listAt(node, "status", "addresses");
  const address = addresses.find((each) => textAt(each, "type") === "InternalIP");
  const text = textAt(address, "address");
  return /^[0-9a-fA-F.:]+$/.test(text) ? text : undefined;
}

function portOf(node: KubernetesObject): number {
  const port = objectAt(node, "status", "daemonEndpoints", "kubeletEndpoint")["Port"];
  return typeof port === "number" && port > 0 && port < 65_536 ? port : 10_250;
}

/** Most kubelets sign their certificate themselves (`serverTLSBootstrap` of their configuration has the cluster sign it). */
const UNPROVEN =
  "its certificate is not signed by the cluster's authority, and to such a server no credentials are shown";

function configurationIn(probed: Probed, right: string): Asked {
  if ("failure" in probed) {
    return { reason: /certificate/.test(probed.failure) ? UNPROVEN : probed.failure };
  }
  if (probed.status === 403 || probed.status === 401) {
    return { reason: `the right to get ${right} is missing` };
  }
  const configuration = objectAt(parseJson(probed.text), "kubeletconfig");
  if (probed.status === 200 && isJsonObject(configuration) && Object.keys(configuration).length > 0)
    return { configuration };
  return { reason: `it answers with status ${probed.status}` };
}
