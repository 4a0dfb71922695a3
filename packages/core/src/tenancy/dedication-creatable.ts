import type { Cluster } from "../cluster/cluster.ts";
import { podGuardsOf } from "../cluster/pod-guards.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { PlacementNode } from "../placement/index.ts";
import type { AdmissionDenial, AdmissionQuestion } from "./admission.ts";
import { podOf } from "./crafted-pods.ts";
import { type Asked, type Breach, type DedicationSide, firstOpen } from "./dedication-model.ts";
import { type DedicationPolicy, KEPT_OPEN, TENANT_KEY } from "./dedication-policies.ts";
import { isKnownDenial } from "./known-policies.ts";
import { type Holder, holdersOf } from "./pod-makers.ts";
import { type PodWay, pastTaintsOf, podWays, requestFor, type TriedPod } from "./pod-ways.ts";
import { namespacesOf } from "./tenants.ts";

/** What somebody who may bring pods into a namespace of others can bring to the pool, past every taint and every policy. */
export function keepOutCreatable(asked: Asked): readonly Breach[] {
  const { cluster, pool, own } = asked;
  const nodes = unlike(pool.nodes);
  return namespacesOf(cluster.snapshot).flatMap((namespace) => {
    if (own.has(namespace) || namespace === KEPT_OPEN) return [];
    const tried = nodes.flatMap((node) => pastTaintsOf(node, namespace));
    return breachesIn(asked, namespace, {
      ...{ side: "keep-out-creatable", policy: "keep-out", tried, nodes: pool.nodes },
      ways: podWays(namespace),
      words: ({ words }) => `a pod that ${words}`,
    });
  });
}

/** What the tenant itself can create, by mistake or not, that goes elsewhere. */
export function keepInCreatable(asked: Asked): readonly Breach[] {
  const { cluster, tenant, names } = asked;
  const nodes = cluster.placement.nodes.filter(({ name }) => !names.has(name));
  return tenant.namespaces.flatMap((namespace) =>
    breachesIn(asked, namespace, {
      ...{ side: "keep-in-creatable", policy: "keep-in", nodes },
      // What a pod selects stays once it is there: ValidatePodUpdate of pkg/apis/core/validation.
      ways: podWays(namespace).filter(({ operation }) => operation === "CREATE"),
      tried: elsewhere(namespace, tenant.name, nodes),
      words: ({ words }, node) => `a pod that ${words} goes to node ${node.name}`,
    }),
  );
}

/** Pods of a tenant that would like to go elsewhere; the plainest first. */
function elsewhere(
  namespace: string,
  tenant: string,
  nodes: readonly PlacementNode[],
): readonly TriedPod[] {
  const tolerations = [{ operator: "Exists" }];
  const nodeSelector = { [TENANT_KEY]: tenant };
  const containers = [] as const;
  return [
    { words: "asks for no node", pod: podOf(namespace, { containers }) },
    {
      words: "asks for no node and tolerates everything",
      pod: podOf(namespace, { tolerations, containers }),
    },
    ...unlike(nodes).flatMap(({ name: nodeName }) => [
      {
        words: "names another node",
        pod: podOf(namespace, { nodeName, tolerations, containers }),
      },
      {
        words: "selects the pool and names another node",
        pod: podOf(namespace, { nodeName, nodeSelector, tolerations, containers }),
      },
    ]),
    {
      words: "selects the pool",
      pod: podOf(namespace, { nodeSelector, tolerations, containers }),
    },
  ];
}

/** Nodes that differ in what pods are kept away by: taints, and labels other than their own names. */
function unlike(nodes: readonly PlacementNode[]): readonly PlacementNode[] {
  const found = new Map<string, PlacementNode>();
  for (const node of nodes) {
    const { "kubernetes.io/hostname": _, ...labels } = node.labels;
    const names = Object.keys(labels).sort();
    const said = names.map((name) => [name, labels[name]]);
    const key = JSON.stringify([node.taints, node.unschedulable, said]);
    if (!found.has(key)) found.set(key, node);
  }
  return [...found.values()];
}

interface Trial {
  readonly side: DedicationSide;
  readonly policy: DedicationPolicy;
  readonly tried: readonly TriedPod[];
  readonly ways: readonly PodWay[];
  readonly nodes: readonly PlacementNode[];
  readonly words: (tried: TriedPod, node: PlacementNode) => string;
}

/** What came of all that somebody can try: a pod that comes through, or a policy of which it is not known whether one does. */
interface Passed {
  readonly verdict: Breach["verdict"];
  readonly what: string;
  /** Undefined: nothing that is known refuses it. */
  readonly unless: string | undefined;
}

function breachesIn(asked: Asked, namespace: string, trial: Trial): readonly Breach[] {
  const open = trial.tried.flatMap((each) => {
    const found = firstOpen(asked, each.pod, trial.nodes);
    return found ? [{ ...each, node: found.node, verdict: found.verdict }] : [];
  });
  if (open.length === 0) return [];
  const found = new Map<string, { readonly passed: Passed; readonly holders: Holder[] }>();
  const seen = new Set<string>();
  const passes = passing(asked, namespace, trial, open);
  for (const way of trial.ways) {
    for (const holder of holdersOf(asked.cluster.access, way.requests)) {
      if (seen.has(holder.who) || asked.administrators.has(holder.who)) continue;
      const passed = passes(way, holder);
      if (!passed) continue;
      if (passed.unless === undefined) seen.add(holder.who);
      const key = JSON.stringify(passed);
      const known = found.get(key) ?? { passed, holders: [] };
      found.set(key, known);
      if (!known.holders.some(({ who }) => who === holder.who)) known.holders.push(holder);
    }
  }
  return [...found.values()].flatMap(({ passed, holders }) => {
    const left = passed.unless === undefined ? holders : holders.filter((h) => !seen.has(h.who));
    const doubt = passed.unless === undefined ? "" : `, unless ${passed.unless} refuses it`;
    return left.length === 0
      ? []
      : [
          {
            side: trial.side,
            verdict: passed.unless === undefined ? passed.verdict : ("unknown" as const),
            message: `${passed.what} can be created in namespace ${namespace}${doubt}`,
            proof: left[0]?.proof ?? [],
            holders: left,
          },
        ];
  });
}

interface Open extends TriedPod {
  readonly node: PlacementNode;
  readonly verdict: Breach["verdict"];
}

/** What of a way comes through, for whoever has it. */
function passing(
  asked: Asked,
  namespace: string,
  { policy, words }: Trial,
  open: readonly Open[],
): (way: PodWay, holder: Holder) => Passed | undefined {
  const { cluster, tenant, admission } = asked;
  const guard = guardIn(cluster, namespace, admission !== undefined);
  const isKnown = isKnownDenial(cluster.snapshot, tenant, policy);
  const ofControllers = new Map<PodWay, Passed | undefined>();
  return (way, holder) => {
    if (ofControllers.has(way)) return ofControllers.get(way);
    const mine = way.operation === "CREATE" ? open : open.filter(isUpdate);
    const passed = firstPassing(mine, (each) => {
      const question = requestFor(way, each.pod, holder.user);
      return refusal(admission?.(question) ?? [], isKnown);
    });
    const result =
      passed &&
      ({
        ...{ verdict: passed.open.verdict, what: words(passed.open, passed.open.node) },
        unless: passed.unless ?? guard,
      } satisfies Passed);
    if (way.maker) ofControllers.set(way, result);
    return result;
  };
}

/** Only tolerations are added to a pod that is there. */
function isUpdate({ pod: { spec } }: TriedPod): boolean {
  return spec.nodeName === undefined && (spec.tolerations ?? []).length > 0;
}

type Refusal =
  | { readonly is: "none" }
  | { readonly is: "known" }
  | { readonly is: "one"; readonly by: string };

function refusal(
  denials: readonly AdmissionDenial[],
  isKnown: (denial: AdmissionDenial) => boolean,
): Refusal {
  const [first] = denials;
  if (!first) return { is: "none" };
  return denials.some(isKnown)
    ? { is: "known" }
    : { is: "one", by: `ValidatingAdmissionPolicy ${first.policy}` };
}

/** The first that nothing refuses, else the first that something refuses which need not refuse its like; undefined where all are kept out. */
function firstPassing(
  open: readonly Open[],
  refusalOf: (each: Open) => Refusal,
): { readonly open: Open; readonly unless: string | undefined } | undefined {
  let possible: { readonly open: Open; readonly unless: string } | undefined;
  for (const each of open) {
    const refused = refusalOf(each);
    if (refused.is === "none") return { open: each, unless: undefined };
    if (refused.is === "one") possible ??= { open: each, unless: refused.by };
  }
  return possible;
}

/** What refuses pods besides Pod Security and is not evaluated here. */
function guardIn({ snapshot }: Cluster, namespace: string, evaluates: boolean): string | undefined {
  const object = snapshot
    .ofKind("", "Namespace")
    .find(({ reference }) => reference.name === namespace);
  const labels = {
    ...stringMapOf(object?.object ?? {}, "labels"),
    "kubernetes.io/metadata.name": namespace,
  };
  return snapshot
    .once(podGuardsOf)
    .find(({ isEvaluable, concerns }) => !(evaluates && isEvaluable) && concerns(labels))?.name;
}

/** A request that changes a DaemonSet, a node, or binds a pod: refused for sure, refused as it was asked, or let through. */
export function refusalOf(
  { cluster, tenant, admission }: Asked,
  policy: DedicationPolicy,
  questions: readonly AdmissionQuestion[],
): Refusal {
  if (!admission) return { is: "none" };
  const isKnown = isKnownDenial(cluster.snapshot, tenant, policy);
  const found = questions.map((question) => refusal(admission(question), isKnown));
  return (
    found.find(({ is }) => is === "none") ?? found.find(({ is }) => is === "one") ?? { is: "known" }
  );
}
