import type { LabelSelector } from "./api/types.ts";
import { compileSelector, type Labels } from "./selectors.ts";

/** What is known of the labels of the pods that an object describes, before there are any. */
export interface PodLabels {
  /** Labels that every pod has. */
  readonly labels: Labels;
  /** What differs from pod to pod or is not known before; no key is of two. */
  readonly varying: readonly VaryingLabels[];
}

/** Labels that hang together and whose values somebody else than the template sets. */
export interface VaryingLabels {
  readonly keys: readonly string[];
  /** Whether every value that is possible is that of one of the pods; else they all have one of them, and nobody knows which. */
  readonly eachIsOfSomePod: boolean;
  /** What a pod may have of these keys, so that no selector which names nothing else tells more of them apart. */
  readonly among: (named: NamedLabels) => readonly Labels[];
}

/** What selectors ask about the values of labels, by key. */
export type NamedLabels = ReadonlyMap<string, NamedValues>;

interface NamedValues {
  readonly values: ReadonlySet<string>;
  /** Of selectors that look into a value; the key is equal for equal tests. */
  readonly tests: ReadonlyMap<string, LabelTest>;
}

type LabelTest = (value: string) => boolean;

// No label has it: in place of a value that no selector names, followed by the keys of the tests that it passes.
const UNNAMED = "\0";

/** Values of which none is named, one for each outcome that the tests may have. */
export function unnamedValues(tests: Iterable<string>): readonly string[] {
  const keys = [...tests];
  // More tests of one label than anybody writes pass or fail together.
  const together = keys.slice(TESTS_APART).map((key) => key + UNNAMED);
  let values = together.length > 0 ? [UNNAMED, UNNAMED + together.join("")] : [UNNAMED];
  for (const key of keys.slice(0, TESTS_APART))
    values = values.flatMap((value) => [value, value + key + UNNAMED]);
  return values;
}

const TESTS_APART = 6;

/** Whether the value of a label passes a test, also where it stands for those that nobody names. */
export function passesTest(value: string, key: string, test: LabelTest): boolean {
  return value.startsWith(UNNAMED) ? value.split(UNNAMED).includes(key) : test(value);
}

const MOST = 4096;

/** Labels as pods may have them, as far as selectors that name nothing else can tell them apart; never empty. */
export function possibleLabels(
  { labels, varying }: PodLabels,
  named: NamedLabels,
): readonly Labels[] {
  let possible: readonly Labels[] = [labels];
  for (const each of varying) {
    if (!each.keys.some((key) => named.has(key))) continue;
    const parts = each.among(named);
    // Beyond so many that nobody writes, what hangs together no more is varied one after the other.
    const others = possible.length * parts.length > MOST ? possible.slice(0, 1) : possible;
    possible = [
      ...(others === possible ? [] : possible),
      ...others.flatMap((known) => parts.map((part) => ({ ...known, ...part }))),
    ];
  }
  return possible;
}

/**
 * Whether a selector selects pods, as often as asked: `some` where it selects some of them and not others, `perhaps` where it
 * hangs on values that nobody knows before.
 */
export type Selection = (pods: PodLabels) => "all" | "none" | "perhaps" | "some";

export function compileSelection(selector: LabelSelector | undefined): Selection {
  const { selects } = compileSelector(selector);
  const named = namedBy(selector);
  return (pods) => {
    const read = pods.varying.filter(({ keys }) => keys.some((key) => named.has(key)));
    const possible = possibleLabels(pods, named);
    if (possible.every(selects)) return "all";
    if (!possible.some(selects)) return "none";
    return read.every(({ eachIsOfSomePod }) => eachIsOfSomePod) ? "some" : "perhaps";
  };
}

/** What a selector asks about labels. */
function namedBy(selector: LabelSelector | undefined): NamedLabels {
  const named = new Map<string, Set<string>>();
  const note = (key: string, values: readonly string[]): void => {
    const known = named.get(key) ?? new Set();
    named.set(key, known);
    for (const value of values) known.add(value);
  };
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) note(key, [value]);
  for (const { key = "", values = [] } of selector?.matchExpressions ?? []) note(key, values);
  return new Map([...named].map(([key, values]) => [key, { values, tests: new Map() }]));
}
