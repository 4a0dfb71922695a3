/** How options of ours are called in other programs: the words to say, by the option that it needs, and the names that mean it. */
const TRIED: readonly (readonly [option: string, words: string, names: string])[] = [
  ["output", "-o FORMAT", "format report-format formatter reporter output-format out"],
  [
    "output",
    "-o FORMAT=FILE",
    "output-file out-file output-path output-file-path outfile report-file",
  ],
  ["output", "-o json", "json"],
  ["output", "-o sarif=FILE", "sarif sarif-file"],
  ["output", "-o oneline", "oneline compact concise"],
  ["output", "-o summary", "summary stats statistics"],
  [
    "severity",
    "--severity LEVEL",
    "min-severity minimum-severity severity-threshold diagnostic-level level",
  ],
  [
    "fail-on",
    "--fail-on SEVERITY",
    "exit-code fail-severity fail-level failure-threshold fail-threshold threshold min-fail-severity hard-fail-on error-on set-exit-code-on-danger",
  ],
  ["exit-zero", "--exit-zero", "soft-fail no-fail no-exit-code ignore-errors"],
  [
    "only-namespace",
    "--only-namespace NAMESPACE",
    "include-namespaces include-namespace namespaces filter-namespace target-namespace",
  ],
  ["kind", "--kind KIND", "kinds include-kinds include-kind resource resources resource-type"],
  [
    "exclude",
    "--exclude PATTERN",
    "ignore ignore-path ignore-paths skip-path skip-paths skip-dirs skip-files exclude-dir exclude-path ignore-pattern skip",
  ],
  [
    "changed",
    "--changed[=REF]",
    "since diff staged changed-since new-from-rev only-changed diff-base",
  ],
  [
    "check",
    "--check ID",
    "checks include include-checks run rule rules select only only-check enable enable-checks control controls test",
  ],
  [
    "skip-check",
    "--skip-check ID",
    "skip-checks exclude-check exclude-checks exclude-rule ignore-check ignore-checks ignore-rule ignore-test disable disable-check exclude-controls skip-rule",
  ],
  [
    "kube-version",
    "--kube-version VERSION",
    "kubernetes-version k8s-version kubernetes-versions target-version",
  ],
  ["helm-values", "--helm-values FILE", "values values-file value-file"],
  ["helm-set", "--helm-set KEY=VALUE", "set"],
  ["framework", "--framework ID", "compliance benchmark standard"],
  ["config", "--config FILE", "config-file configuration conf cfg"],
  ["color", "--color never", "no-color no-colour nocolor disable-color"],
  ["color", "--color always", "force-color colour colors"],
  ["quiet", "--quiet", "silent no-progress no-warnings"],
  ["debug", "--debug", "verbose trace stacktrace"],
  ["filename", "PATH", "file files path paths dir directory folder input filenames recursive"],
  ["baseline", "--baseline FILE", "baseline-file known-findings ignore-file"],
  ["write", "--write", "apply fix in-place inplace yes"],
  ["unsafe", "--unsafe", "unsafe-fixes"],
  ["whole-cluster", "--whole-cluster", "all complete full-cluster"],
];

/** The same for values and for verbs: what people write elsewhere, by our word for it. */
const TRIED_VALUES: readonly (readonly [ours: string, theirs: string])[] = [
  ["oneline", "compact concise plain unix gcc emacs lines short"],
  ["pretty", "text table human default console stylish full wide"],
  ["text", "pretty table human default"],
  ["markdown", "md"],
  ["github", "github-actions annotations gha"],
  ["gitlab", "codeclimate code-climate gitlab-codequality codequality"],
  ["junit", "xml junit-xml"],
  ["summary", "stats statistics count counts"],
  ["jsonl", "json ndjson json-lines"],
];

const TRIED_VERBS: readonly (readonly [ours: string, theirs: string])[] = [
  ["scan", "lint check validate test analyze analyse score run review"],
  ["checks", "rules list controls policies catalogue"],
  ["explain", "describe rule info show"],
  ["access who-can", "who-can whocan rbac"],
  ["access can-i", "can-i auth"],
  ["access escalate", "escalate escalation privesc"],
  ["network can-reach", "can-reach reach connectivity"],
  ["network exposure", "exposure exposed"],
  ["pod-security evaluate", "psa pss pod-security-standards"],
  ["init", "configure config setup"],
  ["doctor", "env environment diagnose"],
  ["baseline write", "suppress ignore"],
  ["version", "ver"],
];

/** What was probably meant by an option that other programs have, of a verb with these options; undefined where nobody knows. */
export function triedOption(name: string, declared: ReadonlySet<string>): string | undefined {
  return TRIED.find(([option, , names]) => declared.has(option) && isIn(name, names))?.[1];
}

/** What was probably meant by a value that other programs take, among the choices that there are. */
export function triedValue(value: string, choices: readonly string[]): string | undefined {
  return TRIED_VALUES.find(([ours, theirs]) => choices.includes(ours) && isIn(value, theirs))?.[0];
}

/** The verb that was probably meant by a word that other programs have as one. */
export function triedVerb(word: string): string | undefined {
  return TRIED_VERBS.find(([, theirs]) => isIn(word, theirs))?.[0];
}

function isIn(word: string, words: string): boolean {
  return words.split(" ").includes(word.toLowerCase());
}
