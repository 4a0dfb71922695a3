import type { LabelSelector, LabelSelectorRequirement } from "./api/types.ts";
import type { FieldPath } from "./field-path.ts";

/** The labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** Answers whether labels are selected, as often as asked. */
export interface CompiledSelector {
  readonly selects: (labels: Labels) => boolean;
  /** What the API server would refuse, below the selector; with any, nothing is selected. */
  readonly problems: readonly SelectorProblem[];
}

export interface SelectorProblem {
  readonly path: FieldPath;
  readonly message: string;
}

type Test = (labels: Labels) => boolean;

/**
 * A label selector as `metav1.LabelSelectorAsSelector` has it: an absent one selects nothing, an empty one everything.
 * Where the API gives an absent selector another meaning (`namespaceSelector` of a NetworkPolicy peer: the policy's own
 * namespace; of a webhook: every namespace), the caller says so before asking here.
 */
export function compileSelector(selector: LabelSelector | undefined): CompiledSelector {
  if (selector === undefined) return { selects: () => false, problems: [] };
  const problems: SelectorProblem[] = [];
  const tests: Test[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    const path = ["matchLabels", key];
    problems.push(...labelKeyProblems(key, path), ...labelValueProblems(value, path));
    tests.push((labels) => valueOf(labels, key) === value);
  }
  for (const [index, requirement] of (selector.matchExpressions ?? []).entries()) {
    const path = ["matchExpressions", index];
    problems.push(...requirementProblems(requirement, path));
    tests.push(testOf(requirement));
  }
  if (problems.length > 0) return { selects: () => false, problems };
  return { selects: (labels) => tests.every((test) => test(labels)), problems };
}

/** Whether a selector selects labels; an absent selector selects nothing, an empty one everything. */
export function selectsLabels(selector: LabelSelector | undefined, labels: Labels): boolean {
  return compileSelector(selector).selects(labels);
}

function testOf({ key = "", operator = "", values = [] }: LabelSelectorRequirement): Test {
  const wanted = new Set<string | undefined>(values);
  switch (operator) {
    case "In":
      return (labels) => wanted.has(valueOf(labels, key));
    case "NotIn":
      // Objects without the label are selected too.
      return (labels) => !wanted.has(valueOf(labels, key));
    case "Exists":
      return (labels) => valueOf(labels, key) !== undefined;
    case "DoesNotExist":
      return (labels) => valueOf(labels, key) === undefined;
    default:
      return () => false;
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

// Decoded objects may lack what the API requires.
function requirementProblems(
  { key = "", operator = "", values = [] }: LabelSelectorRequirement,
  path: FieldPath,
): SelectorProblem[] {
  const problems = labelKeyProblems(key, [...path, "key"]);
  const takesValues = TAKES_VALUES.get(operator);
  const message = takesValues ? "must not be empty with" : "must be empty with";
  if (takesValues === undefined)
    problems.push({
      path: [...path, "operator"],
      message: "must be In, NotIn, Exists or DoesNotExist",
    });
  else if (takesValues !== values.length > 0)
    problems.push({ path: [...path, "values"], message: `${message} ${operator}` });
  for (const [index, value] of values.entries())
    problems.push(...labelValueProblems(value, [...path, "values", index]));
  return problems;
}

const TAKES_VALUES: ReadonlyMap<string, boolean> = new Map([
  ["In", true],
  ["NotIn", true],
  ["Exists", false],
  ["DoesNotExist", false],
]);

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function labelKeyProblems(key: string, path: FieldPath): SelectorProblem[] {
  return isLabelKey(key) ? [] : [{ path, message: "is no valid label key" }];
}

/** Whether a label may have this key: a name, perhaps after a DNS subdomain and a slash. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf("/");
  return isName(key.slice(slash + 1)) && (slash < 0 || isSubdomain(key.slice(0, slash)));
}

function isName(text: string): boolean {
  return text.length <= 63 && NAME.test(text);
}

function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

function labelValueProblems(value: string, path: FieldPath): SelectorProblem[] {
  return isLabelValue(value) ? [] : [{ path, message: "is no valid label value" }];
}

/** Whether a label may have this value. */
export function isLabelValue(value: string): boolean {
  return value === "" || isName(value);
}
