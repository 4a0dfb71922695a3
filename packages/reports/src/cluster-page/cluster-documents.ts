import { accessMatrix, isPartOfKubernetes } from "@watertight/core/access";
import { type AttackPaths, attackPaths, createAttackGraph } from "@watertight/core/attack-paths";
import type { Cluster } from "@watertight/core/cluster";
import { stringifyJson } from "@watertight/core/kubernetes";
import { connectionsOf, networkExposures } from "@watertight/core/network";
import { createTenancy, type Tenant, tenantsOf } from "@watertight/core/tenancy";
import { grantsJson } from "../access/grants-json.ts";
import { matrixJson } from "../access/matrix-json.ts";
import { attackAssumptions } from "../attack-paths/assumptions.ts";
import { pathDetailsJson } from "../attack-paths/path-details-json.ts";
import { pathsJson } from "../attack-paths/paths-json.ts";
import type { DocumentFacts } from "../json/document-json.ts";
import { connectionsJson } from "../network/connections-json.ts";
import { networkMapJson } from "../network/map-json.ts";
import { openTenancyJson } from "../tenancy/tenancy-json.ts";
import type { ClusterPageInput } from "./input.ts";

/** Paths between an entry and a goal, as `paths` has them. */
const MOST_PATHS = 10;

/** Connections are pairs of workloads: of more no page holds them, and drawn they say nothing. */
const MOST_WORKLOADS = 300;
/** Channels are pairs of tenants. */
const MOST_TENANTS = 60;

/** What the engines of a cluster say, and the documents that show it. */
export interface ClusterAnswers {
  readonly documents: readonly (readonly [name: string, json: string])[];
  /** Undefined where nobody looked. */
  readonly paths: AttackPaths | undefined;
  /** Workloads that callers from the internet reach, or may. */
  readonly exposed: { readonly yes: number; readonly unknown: number };
  /** What is not in the page because there is too much of it, in whole sentences. */
  readonly leftOut: readonly string[];
}

/** Asks each engine once, and writes what the verbs of the command write with `-o json`. */
export function answersOf(
  cluster: Cluster,
  input: ClusterPageInput,
  isIncomplete: boolean,
): ClusterAnswers {
  const { world, namespace, snapshot, access, network } = cluster;
  const factsWith = (statements: readonly string[]): DocumentFacts => ({
    snapshot,
    incomplete: isIncomplete,
    namespaces: namespace ? [{ world, namespace }] : [],
    statements,
  });
  const { exposures } = networkExposures(network);
  const reached = (verdict: "unknown" | "yes"): number =>
    new Set(
      exposures
        .filter((each) => each.scope === "internet" && each.verdict === verdict)
        .map(({ target }) => target.name),
    ).size;
  const workloads = snapshot.objects.filter(({ podTemplates }) => podTemplates.length > 0).length;
  const tenants = tenantsOf(snapshot, input.tenants);
  const paths = input.looksForPaths
    ? attackPaths(createAttackGraph(cluster, input.attacks), MOST_PATHS)
    : undefined;
  const matrix = accessMatrix(access, {
    ...{ namespaces: [], resources: [], verbs: [], isFolded: isPartOfKubernetes },
  });
  return {
    documents: [
      ...(workloads > MOST_WORKLOADS
        ? []
        : [
            ["network", connectionsJson(connectionsOf(network), factsWith([]))] as const,
            ["network-map", stringifyJson(networkMapJson(network))] as const,
          ]),
      ["access", matrixJson(matrix, factsWith([]))],
      ["access-grants", stringifyJson(grantsJson(access, snapshot))],
      ...tenancyDocument(cluster, tenants, factsWith),
      ...(paths ? pathDocuments(cluster, paths, input, factsWith) : []),
    ],
    paths,
    leftOut: [
      ...(workloads > MOST_WORKLOADS
        ? [
            `The network of ${workloads} workloads is more than a page draws: watertight network connections lists it.`,
          ]
        : []),
      ...(tenants.length > MOST_TENANTS
        ? [
            `The pairs of ${tenants.length} tenants are more than a page holds: watertight tenancy lists them.`,
          ]
        : []),
      ...(paths
        ? []
        : [
            "Paths of attack were not looked for: --attack-paths always does, however large the input is.",
          ]),
    ],
    exposed: { yes: reached("yes"), unknown: reached("unknown") },
  };
}

type FactsWith = (statements: readonly string[]) => DocumentFacts;
type Documents = readonly (readonly [name: string, json: string])[];

function pathDocuments(
  cluster: Cluster,
  paths: AttackPaths,
  { attacks }: ClusterPageInput,
  factsWith: FactsWith,
): Documents {
  return [
    ["paths", pathsJson(paths, factsWith(attackAssumptions(cluster, attacks)))],
    ["path-details", stringifyJson(pathDetailsJson(paths, cluster.snapshot))],
  ];
}

/** A tenancy of one tenant has no pairs. */
function tenancyDocument(
  cluster: Cluster,
  tenants: readonly Tenant[],
  factsWith: FactsWith,
): Documents {
  if (tenants.length < 2 || tenants.length > MOST_TENANTS) return [];
  const tenancy = createTenancy(cluster, tenants);
  const pairs = tenants.flatMap((from) =>
    tenants.flatMap((to) => (from === to ? [] : [[from, to] as const])),
  );
  return [["tenancy", openTenancyJson({ tenancy, pairs }, factsWith(tenancy.assumptions))]];
}
