/** What Cilium knows pods by. */
export interface LabelFilter {
  /** Whether a label of a pod, or with a prefix one of its namespace, is part of it. */
  readonly keeps: (key: string) => boolean;
  /** Patterns that are not evaluated, as they stand. */
  readonly unread: readonly string[];
  /** Whether it is Cilium's own, with nothing added. */
  readonly isDefault: boolean;
}

/*
 * The default filter of cilium/cilium pkg/labelsfilter/filter.go: patterns, from the start of a key. A pattern that leaves
 * out counts unless one that takes in matches more of the key.
 */
const TAKEN_IN = [
  "io\\.kubernetes\\.pod\\.namespace",
  "io\\.cilium\\.k8s\\.namespace\\.labels",
  "app\\.kubernetes\\.io",
  "io\\.cilium\\.k8s\\.policy\\.cluster",
  "io\\.cilium\\.k8s\\.policy\\.serviceaccount",
];
const LEFT_OUT = [
  "io\\.kubernetes",
  "kubernetes\\.io",
  "statefulset\\.kubernetes\\.io/pod-name",
  "apps\\.kubernetes\\.io/pod-index",
  "batch\\.kubernetes\\.io/job-completion-index",
  "batch\\.kubernetes\\.io/controller-uid",
  ".*beta\\.kubernetes\\.io",
  "k8s\\.io",
  "pod-template-generation",
  "pod-template-hash",
  "controller-revision-hash",
  "controller-uid",
  "annotation.*",
  "etcd_node",
  "topology\\.kubernetes\\.io",
];

/** Labels of pods that Cilium owns and takes from nobody: `RemoveCiliumLabels` of pkg/k8s/utils. */
const OWNED = "io.cilium.k8s";

interface Pattern {
  readonly ignores: boolean;
  readonly expression: RegExp;
}

// Letters, `\\.`, `.` and `.*`: what is more is no prefix of a label any more, and may take for ever to match.
const READABLE = /^(?:[\w/-]|\\\.|\.\*?)+$/;

/** The filter with these patterns added, as the option `labels` has them: `k8s:app`, `!foo`. */
export function createLabelFilter(added: readonly string[]): LabelFilter {
  const unread: string[] = [];
  const patterns = [
    ...TAKEN_IN.map((text) => patternOf(text)),
    ...LEFT_OUT.map((text) => patternOf(`!${text}`)),
  ];
  let takesOnlyNamed = false;
  for (const text of added) {
    const colon = text.indexOf(":");
    const written = text.slice(colon + 1);
    if (!READABLE.test(written.replace(/^!/, ""))) unread.push(text);
    // Labels of pods have the source k8s.
    else if (colon < 0 || text.slice(0, colon) === "k8s") patterns.push(patternOf(written));
    takesOnlyNamed ||= !written.startsWith("!");
  }
  const known = new Map<string, boolean>();
  return {
    unread,
    isDefault: added.length === 0,
    keeps: (key) => {
      const kept = known.get(key) ?? isKept(key, patterns, takesOnlyNamed);
      known.set(key, kept);
      return kept;
    },
  };
}

function patternOf(text: string): Pattern {
  const ignores = text.startsWith("!");
  return { ignores, expression: new RegExp(`^(?:${ignores ? text.slice(1) : text})`) };
}

function isKept(key: string, patterns: readonly Pattern[], takesOnlyNamed: boolean): boolean {
  let included = 0;
  let ignored = 0;
  for (const { ignores, expression } of patterns) {
    const matched = expression.exec(key)?.[0].length;
    if (matched === undefined) continue;
    if (!ignores) included = Math.max(included, matched);
    else if (ignored === 0 || matched < ignored) ignored = matched;
  }
  return (!takesOnlyNamed && ignored === 0) || included > ignored;
}

/** Whether policies see a label of a pod. */
export function seesPodLabel({ keeps }: LabelFilter, key: string): boolean {
  return !key.startsWith(OWNED) && keeps(key);
}

/** Whether policies see a label of a pod's namespace. */
export function seesNamespaceLabel({ keeps }: LabelFilter, key: string): boolean {
  return keeps(`${OWNED}.namespace.labels.${key}`);
}
