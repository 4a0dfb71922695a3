import { isPartOfKubernetes, resourceRequest, userOfSubject } from "@watertight/core/access";
import type { CellJson, GrantsDocument, RuleJson, SubjectJson } from "../documents/access.ts";
import type { Place } from "../documents/documents.ts";
import { type Allowed, type GrantFound, subjectKey, whoCan } from "./who-can.ts";

/** One field that gives a right, in the order in which they decide. */
export interface Step {
  readonly says: string;
  readonly place: Place | null;
}

/** The fields of a grant: who is named, which role, which rule. */
export function stepsOf(grant: GrantFound): readonly Step[] {
  const { binding, subject, role, rule } = grant;
  const named = binding.subjects[subject];
  const whom = named ? ` ${named.kind} ${nameOf(named)}` : "";
  const made = role.defaulted ? ", which Kubernetes itself makes" : "";
  return [
    {
      says: `${binding.kind} ${nameOf(binding)} names${whom}`,
      place: binding.subjectPlaces[subject] ?? null,
    },
    { says: `it gives ${role.kind} ${nameOf(role)}${made}`, place: binding.roleRefPlace },
    { says: ruleWords(grant), place: role.sources[rule]?.location ?? null },
  ];
}

function ruleWords({ role, rule }: GrantFound): string {
  const source = role.sources[rule];
  const from = source && source.object.name !== role.name ? `, from ${source.object.name},` : "";
  const policy = role.rules[rule];
  return `its rule ${rule + 1}${from} allows ${policy ? ruleText(policy) : ""}`;
}

function nameOf({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

function ruleText({ verbs, resources, nonResourceURLs, resourceNames }: RuleJson): string {
  const on = resources.length > 0 ? resources : nonResourceURLs;
  const names = resourceNames.length > 0 ? ` named ${resourceNames.join(", ")}` : "";
  return `${verbs.join(", ")} on ${on.join(", ")}${names}`;
}

/** A right that is asked about, and how far it reaches. */
export interface AskedRight {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly cell: CellJson;
}

/** Why a subject has a right: the grants to itself and to the groups that it is in by its nature, each once. */
export function grantsTo(
  subject: SubjectJson,
  right: AskedRight,
  grants: GrantsDocument,
): readonly GrantFound[] {
  const keys = keysOf(subject);
  const found = requestsOf(right).flatMap((request) =>
    whoCan(grants, request)
      .filter((allowed) => keys.has(subjectKey(allowed.subject)))
      .flatMap((allowed) => allowed.grants),
  );
  return found.filter(
    (grant, index) =>
      found.findIndex(
        (other) =>
          other.binding === grant.binding && other.role === grant.role && other.rule === grant.rule,
      ) === index,
  );
}

/** What has to be asked to learn what gives a right: of each namespace and name for which it holds. */
function requestsOf({ verb, group, resource: whole, cell }: AskedRight) {
  const [resource = "", ...below] = whole.split("/");
  const subresource = below.join("/");
  const namespaces = cell.namespaces.length === 0 ? [""] : cell.namespaces;
  const names = cell.names.length === 0 ? [""] : cell.names;
  return namespaces.flatMap((namespace) =>
    names.map((name) => resourceRequest({ verb, group, resource, subresource, namespace, name })),
  );
}

/** The subject and its groups, by their keys; a user by the name of an account is the account. */
function keysOf({ kind, namespace = "", name }: SubjectJson): ReadonlySet<string> {
  const user = userOfSubject({ kind, apiGroup: "", namespace, name });
  return new Set([
    subjectKey({ kind, namespace, name }),
    subjectKey({ kind: "User", name: user.name }),
    ...user.groups.map((group) => subjectKey({ kind: "Group", name: group })),
  ]);
}

/** Those whom people have chosen, and how many are parts of Kubernetes. */
export function withoutKubernetes(allowed: readonly Allowed[]): {
  readonly people: readonly Allowed[];
  readonly parts: number;
} {
  const people = allowed.filter(({ subject }) => !isPartOfKubernetes(subject));
  return { people, parts: allowed.length - people.length };
}
