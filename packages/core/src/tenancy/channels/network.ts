import type { KubernetesObject } from "../../kubernetes/object.ts";
import { type GroupReach, groupReach, verdictOfReach } from "../../network/group-reach.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import {
  type Cell,
  type Channel,
  type ChannelFix,
  cellKey,
  removing,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";
import { namespacesOf } from "../tenants.ts";

/** Whether any pod of one tenant can open a connection to any of another, by the network engine. */
export const network: Channel = (world) => {
  const { cluster, parts } = world;
  const numbers = new Map(parts.map((each, index) => [each, index]));
  const groupOf = (namespace: string): number | undefined => {
    const found = world.tenantOf(namespace);
    return found && numbers.get(found);
  };
  const cells = new Map<string, Cell>();
  for (const reach of groupReach(cluster.network, groupOf)) {
    const [from, to] = [parts[reach.from], parts[reach.to]];
    if (from && to) cells.set(cellKey(from.tenant, to.tenant), cellOf(reach, { world, from, to }));
  }
  return cells;
};

interface Pair {
  readonly world: TenancyWorld;
  readonly from: TenantParts;
  readonly to: TenantParts;
}

function cellOf(reach: GroupReach, pair: Pair): Cell {
  const { cluster } = pair.world;
  const { source, destination, protocol, port, verdict } = reach;
  const named = ({ workload: { kind, namespace, name } }: GroupReach["source"]): string =>
    `${kind} ${namespace}/${name}`;
  const may = verdict === "yes" ? "reaches" : "may reach";
  let known: ReturnType<typeof verdictOfReach> | undefined;
  const found = (): ReturnType<typeof verdictOfReach> =>
    (known ??= verdictOfReach(reach, cluster.network));
  return {
    verdict,
    reason: `${named(source)} ${may} ${named(destination)} on ${protocol} ${port}`,
    proof: () => {
      const { proof } = found();
      return proof.length > 0 ? proof : [unheld(destination)];
    },
    fix: () => fixOf(found().ingress.decidedBy, destination, pair),
  };
}

function unheld({ object, labelsPath }: GroupReach["source"]): Evidence {
  return { object, path: labelsPath, message: "no network policy selects it" };
}

/** The rule that lets it in goes; where none holds the pod, a policy comes that lets in everybody else. */
function fixOf(
  deciding: readonly Evidence[],
  destination: GroupReach["source"],
  { world, from, to }: Pair,
): ChannelFix | undefined {
  if (destination.hostNetwork) return undefined;
  const rule = deciding.find(({ path }) => path.includes("ingress") && path.length > 2);
  if (rule) {
    const at = rule.path.indexOf("ingress") + 2;
    return removing(rule.object, rule.path.slice(0, at), "Take away the rule that lets it in.");
  }
  const { namespace } = destination.workload;
  const others = namespacesOf(world.cluster.snapshot).filter((each) => !from.own.has(each));
  return {
    message: `Let into ${namespace} only pods of other namespaces than those of ${from.tenant.name}; what comes from outside the cluster has to be allowed besides.`,
    edits: [],
    removed: [],
    added: [isolating(namespace, `watertight-${to.tenant.name}`, others)],
  };
}

/** A NetworkPolicy that lets pods of these namespaces into one, and nothing else. */
function isolating(namespace: string, name: string, from: readonly string[]): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: name.toLowerCase().replace(/[^a-z0-9.-]/g, "-"), namespace },
    spec: {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchExpressions: [
                  { key: "kubernetes.io/metadata.name", operator: "In", values: from },
                ],
              },
            },
          ],
        },
      ],
    },
  };
}
