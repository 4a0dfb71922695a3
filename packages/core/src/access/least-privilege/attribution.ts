import type { AccessBinding } from "../model.ts";
import { appliesToUser } from "../rbac.ts";
import { isNonResourceRequest } from "../request.ts";
import type { Right } from "../rights/right.ts";
import type { SubjectBindings } from "../rights/subject-bindings.ts";
import { combinedResource, type PolicyRule, ruleAllows } from "../rule.ts";
import type { AccessUser } from "../user.ts";
import type { UsedAccess } from "./used-access.ts";

/** Finds for each use the one binding that it needs, the narrowest first, and remembers what of it is needed. */
export interface Attribution {
  /** Whether a binding allows it. `time` is when it was used, as it sorts; "" where nobody knows; it counts as a request where it is new. */
  readonly add: (used: UsedAccess, time?: string, isNew?: boolean) => boolean;
  /** How often, and when last, a rule of the role that a binding gives was the one that allowed something; undefined where never. */
  readonly ruleUse: (binding: AccessBinding, rule: number) => RuleUse | undefined;
  /** What is used of what a binding gives to one of its subjects, by namespace, "" for the whole cluster. */
  readonly keptBy: (
    binding: AccessBinding,
    subject: number,
  ) => ReadonlyMap<string, readonly Right[]>;
}

/** Requests that rest on a rule. */
export interface RuleUse {
  readonly requests: number;
  /** "" where no event has a time. */
  readonly last: string;
}

interface CountedUse extends RuleUse {
  requests: number;
  last: string;
}

/** `keepNames`: rights are kept for the objects that were used, not for all of their kind. */
export function createAttribution(index: SubjectBindings, keepNames: boolean): Attribution {
  const actors = new Map<string, Actor[]>();
  // By the position of the binding, which is the same in every authorizer of a snapshot.
  const kept = new Map<number, Map<number, KeptRights>>();
  const uses = new Map<string, CountedUse>();

  // The same name comes with the same groups nearly always, so that a key of both would cost more than it saves.
  function actorOf(user: AccessUser): Actor {
    const known = actors.get(user.name) ?? [];
    const found = known.find(({ groups }) => isSameList(groups, user.groups));
    if (found) return found;
    const actor = createActor(user, index);
    actors.set(user.name, [...known, actor]);
    return actor;
  }

  function add(used: UsedAccess, time = "", isNew = true): boolean {
    const actor = actorOf(used.user);
    const key = questionKey(used, actor, keepNames);
    const answer =
      actor.answers.get(key) ?? (used.anyName ? keepEvery(actor, used) : keepFirst(actor, used));
    actor.answers.set(key, answer);
    for (const use of answer) {
      if (isNew) use.requests += 1;
      if (time > use.last) use.last = time;
    }
    return answer.length > 0;
  }

  function useOf({ binding, rules }: Candidate, rule: PolicyRule): CountedUse {
    const key = `${binding.position} ${rules.indexOf(rule)}`;
    const use = uses.get(key) ?? { requests: 0, last: "" };
    uses.set(key, use);
    return use;
  }

  function keepFirst(actor: Actor, used: UsedAccess): readonly CountedUse[] {
    for (const candidate of candidatesFor(actor, used)) {
      const allowing = candidate.rules.filter((rule) => ruleAllows(rule, used.request));
      const rule = allowing.find(({ resourceNames }) => resourceNames.length > 0) ?? allowing[0];
      if (!rule) continue;
      keep(candidate, used, rightOf(used, rule, keepNames));
      return [useOf(candidate, rule)];
    }
    return [];
  }

  function keepEvery(actor: Actor, used: UsedAccess): readonly CountedUse[] {
    const found: CountedUse[] = [];
    for (const candidate of candidatesFor(actor, used)) {
      for (const rule of candidate.rules) {
        if (!ruleAllows({ ...rule, resourceNames: [] }, used.request)) continue;
        found.push(useOf(candidate, rule));
        for (const name of rule.resourceNames.length > 0 ? rule.resourceNames : [undefined]) {
          keep(candidate, used, named(used, name));
        }
      }
    }
    return found;
  }

  function keep({ binding, subject }: Candidate, { request }: UsedAccess, right: Right): void {
    const namespace = isNonResourceRequest(request) ? "" : request.namespace;
    const bySubject = kept.get(binding.position) ?? new Map<number, KeptRights>();
    const byNamespace: KeptRights = bySubject.get(subject) ?? new Map<string, Map<string, Right>>();
    const rights = byNamespace.get(namespace) ?? new Map<string, Right>();
    rights.set(JSON.stringify(right), right);
    kept.set(binding.position, bySubject.set(subject, byNamespace.set(namespace, rights)));
  }

  return {
    add,
    ruleUse: ({ position }, rule) => {
      const use = uses.get(`${position} ${rule}`);
      return use && { ...use };
    },
    keptBy: (binding, subject) =>
      new Map(
        [...(kept.get(binding.position)?.get(subject) ?? [])].map(([namespace, rights]) => [
          namespace,
          [...rights.values()],
        ]),
      ),
  };
}

type KeptRights = Map<string, Map<string, Right>>;

/** A binding that applies to somebody, by the subject that is the most its own. */
interface Candidate {
  readonly binding: AccessBinding;
  readonly subject: number;
  readonly rules: readonly PolicyRule[];
}

interface Actor {
  readonly groups: readonly string[];
  readonly cluster: readonly Candidate[];
  readonly byNamespace: ReadonlyMap<string, readonly Candidate[]>;
  /** Every name that a rule of its roles names. */
  readonly names: ReadonlySet<string>;
  readonly answers: Map<string, readonly CountedUse[]>;
}

function createActor(user: AccessUser, index: SubjectBindings): Actor {
  const candidates = index.of(user).flatMap((binding): readonly Candidate[] => {
    if (!binding.role) return [];
    const applying = binding.subjects.flatMap((subject, at) =>
      appliesToUser(subject, user) ? [{ subject, at }] : [],
    );
    const own = applying.find(({ subject }) => subject.kind !== "Group") ?? applying[0];
    return own ? [{ binding, subject: own.at, rules: binding.role.rules }] : [];
  });
  return {
    groups: user.groups,
    cluster: candidates.filter(({ binding }) => binding.namespace === ""),
    byNamespace: groupByNamespace(candidates),
    names: new Set(
      candidates.flatMap(({ rules }) => rules.flatMap(({ resourceNames }) => resourceNames)),
    ),
    answers: new Map(),
  };
}

function groupByNamespace(
  candidates: readonly Candidate[],
): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { namespace } = candidate.binding;
    const list = groups.get(namespace);
    if (list) list.push(candidate);
    else groups.set(namespace, [candidate]);
  }
  return groups;
}

function candidatesFor(actor: Actor, { request }: UsedAccess): readonly Candidate[] {
  if (isNonResourceRequest(request) || request.namespace === "") return actor.cluster;
  return [...(actor.byNamespace.get(request.namespace) ?? []), ...actor.cluster];
}

/** Equal for uses that are answered by the same rules in the same way. */
function questionKey(
  { request, implied, anyName }: UsedAccess,
  { names }: Actor,
  keepNames: boolean,
): string {
  if (isNonResourceRequest(request)) return JSON.stringify([request.verb, request.path]);
  const { verb, group, resource, subresource, namespace, name } = request;
  const counts = keepNames || implied || names.has(name);
  const how = `${Number(implied)}${Number(anyName)}${counts ? JSON.stringify(name) : ""}`;
  const parts = [verb, group, resource, subresource, namespace];
  // Lengths keep apart what a separator in the input would not.
  return `${parts.map((part) => part.length).join()}:${parts.join("")}${how}`;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** What of a rule is kept: never more than the rule allows. */
function rightOf(used: UsedAccess, { resourceNames }: PolicyRule, keepNames: boolean): Right {
  const { request, implied } = used;
  if (isNonResourceRequest(request)) return { verb: request.verb, url: request.path };
  const wantsName = (keepNames || implied) && request.name !== "";
  return named(used, resourceNames.length > 0 || wantsName ? request.name : undefined);
}

function named({ request }: UsedAccess, name: string | undefined): Right {
  if (isNonResourceRequest(request)) return { verb: request.verb, url: request.path };
  return {
    verb: request.verb,
    group: request.group,
    resource: combinedResource(request),
    ...(name === undefined ? {} : { name }),
  };
}
