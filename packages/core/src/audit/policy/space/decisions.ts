import { type ApiResource, apiResources } from "../../../kubernetes/resources.ts";
import { matchesNamespace, matchesVerb, matchesWhat, matchesWho } from "../evaluate.ts";
import type { AuditPolicy, AuditRequest, AuditRule } from "../model.ts";
import { everythingOf, type NamedResource, type What } from "./targets.ts";
import { everybodyOf, type Who } from "./who.ts";

/** Of which requests a search speaks; whatever is absent may be anything. */
export interface Requests {
  readonly who?: (who: Who) => boolean;
  readonly what?: (what: What) => boolean;
  readonly verbs?: readonly string[];
}

/** A request, and which rule of each policy decides it; undefined where none does. */
export interface Decided {
  readonly request: AuditRequest;
  readonly rules: readonly (number | undefined)[];
  /** Whether a server is known to serve what it is for. */
  readonly isKnown: boolean;
}

/** Every way in which policies can decide a request, each with one request as the proof. */
export interface Decisions {
  readonly all: readonly Decided[];
  /** Whether there may be more: a policy of thousands of rules has more ways than there is time. */
  readonly isComplete: boolean;
}

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
/** Methods of HTTP in small letters. */
const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"];

/** The verbs that requests for resources have; "" is that of OPTIONS. */
export const RESOURCE_VERBS: readonly string[] = [...VERBS, ""];

/** Those of requests that end at once, and of paths. */
export const SHORT_VERBS: readonly string[] = [
  ...new Set([...RESOURCE_VERBS, ...METHODS].filter((verb) => verb !== "watch")),
];

// Far beyond what policies of people come to: half a second.
const MOST_STEPS = 400_000;

/**
 * Finds every combination of deciding rules. Rules ask each attribute of a request by itself, so the values of each fall into classes
 * that match the same rules, and it is enough to join classes: sets of rules that are still in play, in bits.
 */
export function decisionsOf(
  policies: readonly AuditPolicy[],
  requests: Requests = {},
  resources: readonly ApiResource[] = apiResources(),
  mostSteps: number = MOST_STEPS,
): Decisions {
  const rules = policies.flatMap((policy) => policy.rules);
  const whats = classesOf(
    everythingOf(rules, resources, requests.what),
    rules,
    matchesWhat,
    kindOf,
  );
  const whos = classesOf(
    everybodyOf(rules, policies.length > 1).filter((who) => requests.who?.(who) ?? true),
    rules,
    matchesWho,
  );
  const joined = joinedStates({ rules, whats, whos, verbs: requests.verbs, mostSteps });
  return { all: decidedOf(policies, joined.states), isComplete: joined.isComplete };
}

interface Class<Value> {
  readonly value: Value;
  /** The rules that it leaves in play. */
  readonly bits: bigint;
}

function classesOf<Value>(
  values: readonly Value[],
  rules: readonly AuditRule[],
  matches: (rule: AuditRule, value: Value) => boolean,
  kind: (value: Value) => string = () => "",
): readonly Class<Value>[] {
  const classes = new Map<string, Class<Value>>();
  for (const value of values) {
    let bits = 0n;
    for (const [index, rule] of rules.entries()) {
      if (matches(rule, value)) bits |= 1n << BigInt(index);
    }
    const key = `${kind(value)} ${bits}`;
    if (!classes.has(key)) classes.set(key, { value, bits });
  }
  return [...classes.values()];
}

/** What decides with which verbs and namespaces something can be asked for. */
function kindOf(what: What): string {
  if ("path" in what) return "path";
  return [what.scope, what.name === "", what.subresource === "", what.isKnown].join(" ");
}

interface Parts {
  readonly what: What;
  readonly verb: string;
  readonly namespace: string;
  readonly who: Who;
}

type State<Value> = Class<Value>;

function joinedStates({
  rules,
  whats,
  whos,
  verbs,
  mostSteps,
}: {
  readonly rules: readonly AuditRule[];
  readonly whats: readonly Class<What>[];
  readonly whos: readonly Class<Who>[];
  readonly verbs: readonly string[] | undefined;
  readonly mostSteps: number;
}): { readonly states: readonly State<Parts>[]; readonly isComplete: boolean } {
  const byVerb = (names: readonly string[]): readonly Class<string>[] =>
    classesOf(
      names.filter((verb) => verbs?.includes(verb) ?? true),
      rules,
      matchesVerb,
    );
  const verbClasses = { resource: byVerb(RESOURCE_VERBS), path: byVerb(METHODS) };
  const spaces = spacesOf(rules);
  const asked = join(whats, mostSteps, ({ value: what }) =>
    ("path" in what ? verbClasses.path : verbsFor(what, verbClasses.resource)).map((verb) => ({
      value: { what, verb: verb.value },
      bits: verb.bits,
    })),
  );
  const placed = join(asked.states, mostSteps, ({ value }) =>
    spaces(value.what).map((namespace) => ({
      value: { ...value, namespace: namespace.value },
      bits: namespace.bits,
    })),
  );
  const by = join(placed.states, mostSteps, ({ value }) =>
    whos.map((who) => ({ value: { ...value, who: who.value }, bits: who.bits })),
  );
  return {
    states: by.states,
    isComplete: asked.isComplete && placed.isComplete && by.isComplete,
  };
}

type Joined<Next> = { readonly states: readonly State<Next>[]; readonly isComplete: boolean };

/** Each state with each of its continuations; of those that leave the same rules in play the first. */
function join<Value, Next extends { readonly what: What }>(
  states: readonly State<Value>[],
  mostSteps: number,
  continued: (state: State<Value>) => readonly State<Next>[],
): Joined<Next> {
  const found = new Map<string, State<Next>>();
  let steps = 0;
  for (const state of states) {
    for (const next of continued(state)) {
      steps += 1;
      if (steps > mostSteps) return { states: [...found.values()], isComplete: false };
      const bits = state.bits & next.bits;
      const key = `${scopeOf(next.value.what)} ${bits}`;
      if (!found.has(key)) found.set(key, { value: next.value, bits });
    }
  }
  return { states: [...found.values()], isComplete: true };
}

function scopeOf(what: What): string {
  return "path" in what ? "path" : `${what.scope} ${what.isKnown}`;
}

function bitsOf(count: number): bigint {
  return (1n << BigInt(count)) - 1n;
}

/** A new object has no name in its path, unless something below an object is made. */
function verbsFor(
  { name, subresource }: NamedResource,
  verbs: readonly Class<string>[],
): readonly Class<string>[] {
  if (name === "" || subresource !== "") return verbs;
  return verbs.filter(({ value }) => value !== "create");
}

function namespacesOf(rules: readonly AuditRule[]): readonly string[] {
  const named = [...new Set(rules.flatMap(({ namespaces }) => namespaces))];
  const unheard = ["default", "shop", "elsewhere"].find((name) => !named.includes(name));
  return [unheard ?? "nobody-has-named-it", "", ...named].filter((name) => name !== "*");
}

/** The namespaces that requests for something can have. */
function spacesOf(rules: readonly AuditRule[]): (what: What) => readonly Class<string>[] {
  const classesIn = (namespaces: readonly string[]): readonly Class<string>[] =>
    classesOf(namespaces, rules, (rule, namespace) =>
      matchesNamespace(rule, { group: "", resource: "", subresource: "", name: "", namespace }),
    );
  const some = classesIn(namespacesOf(rules));
  const none = classesIn([""]);
  // Of a path no rule asks for a namespace: whoever matches it says nothing of namespaces.
  const path = [{ value: "", bits: bitsOf(rules.length) }];
  return (what) => {
    if ("path" in what) return path;
    return what.scope === "cluster" ? none : some;
  };
}

function decidedOf(
  policies: readonly AuditPolicy[],
  states: readonly State<Parts>[],
): readonly Decided[] {
  const found = new Map<string, Decided>();
  for (const { value, bits } of states) {
    const rules = firstRules(policies, bits);
    const isKnown = "path" in value.what || value.what.isKnown;
    const key = rules.join();
    const before = found.get(key);
    if (before && (before.isKnown || !isKnown)) continue;
    found.set(key, { request: requestFrom(value), rules, isKnown });
  }
  return [...found.values()];
}

function firstRules(
  policies: readonly AuditPolicy[],
  bits: bigint,
): readonly (number | undefined)[] {
  let offset = 0;
  return policies.map(({ rules }) => {
    const own = (bits >> BigInt(offset)) & bitsOf(rules.length);
    offset += rules.length;
    return own === 0n ? undefined : lowestBit(own);
  });
}

function lowestBit(bits: bigint): number {
  return (bits & -bits).toString(2).length - 1;
}

function requestFrom({ what, verb, namespace, who }: Parts): AuditRequest {
  if ("path" in what) return { ...who, verb, target: { path: what.path } };
  const { group, resource, subresource, name } = what;
  return { ...who, verb, target: { group, resource, subresource, namespace, name } };
}
