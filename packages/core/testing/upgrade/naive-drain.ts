/** A pod of a small cluster; whoever made it makes it again. */
interface NaivePod {
  readonly app: string;
  readonly node: string;
  readonly cpu: number;
  readonly ready: boolean;
}

/** A budget over the pods of an app, by how many have to be there. */
interface NaiveBudget {
  readonly app: string;
  readonly minAvailable: number;
}

export interface NaiveCluster {
  /** Processors by node. */
  readonly nodes: Readonly<Record<string, number>>;
  readonly pods: readonly NaivePod[];
  readonly budgets: readonly NaiveBudget[];
}

interface State {
  readonly pods: readonly NaivePod[];
  /** What waits for a place. */
  readonly waiting: readonly NaivePod[];
}

/**
 * Whether every order of evictions empties a node, some, or none, tried one by one: a pod goes if its budget lets it, what takes its place
 * comes to any node with room, and is as ready as the caller says.
 */
export function naiveDrain(
  { nodes, pods, budgets }: NaiveCluster,
  node: string,
  recovers: boolean,
): { readonly ends: boolean; readonly blocks: boolean } {
  const seen = new Set<string>();
  const stack: State[] = [{ pods, waiting: [] }];
  let ends = false;
  let blocks = false;
  for (let state = stack.pop(); state; state = stack.pop()) {
    const key = JSON.stringify([state.pods.map(textOf).sort(), state.waiting.map(textOf).sort()]);
    if (seen.has(key)) continue;
    seen.add(key);
    const next = nextStates(state, { nodes, budgets, drained: node, recovers });
    stack.push(...next);
    const isEmpty = state.pods.every((pod) => pod.node !== node);
    if (isEmpty) ends = true;
    else if (next.length === 0) blocks = true;
  }
  return { ends, blocks };
}

function textOf({ app, node, cpu, ready }: NaivePod): string {
  return `${app}@${node}/${cpu}/${ready ? "ready" : "unready"}`;
}

interface Rules extends Pick<NaiveCluster, "nodes" | "budgets"> {
  readonly drained: string;
  readonly recovers: boolean;
}

function nextStates(
  { pods, waiting }: State,
  { nodes, budgets, drained, recovers }: Rules,
): readonly State[] {
  const found: State[] = [];
  for (const [index, pod] of waiting.entries()) {
    for (const [name, cpu] of Object.entries(nodes)) {
      const used = pods.reduce((sum, each) => sum + (each.node === name ? each.cpu : 0), 0);
      if (name === drained || used + pod.cpu > cpu) continue;
      const placed = { ...pod, node: name, ready: pod.ready || recovers };
      found.push({
        pods: [...pods, placed],
        waiting: waiting.filter((_, other) => other !== index),
      });
    }
  }
  // The scheduler is faster than whoever evicts: nothing goes while something may come.
  if (found.length > 0) return found;
  for (const [index, pod] of pods.entries()) {
    if (pod.node !== drained || !mayGo(pod, pods, budgets)) continue;
    found.push({ pods: pods.filter((_, other) => other !== index), waiting: [...waiting, pod] });
  }
  return found;
}

function mayGo(pod: NaivePod, pods: readonly NaivePod[], budgets: readonly NaiveBudget[]): boolean {
  const own = budgets.filter(({ app }) => app === pod.app);
  if (own.length === 0) return true;
  if (own.length > 1) return false;
  const wanted = own[0]?.minAvailable ?? 0;
  const healthy = pods.filter(({ app, ready }) => app === pod.app && ready).length;
  if (!pod.ready && healthy >= wanted && wanted > 0) return true;
  return healthy - wanted > 0;
}
