import { type ResourceRequest, ruleAllows } from "@watertight/core/access";
import type { BindingJson, GrantsDocument, RoleJson } from "../documents/access.ts";

/** A right, by what gives it. */
export interface GrantFound {
  readonly binding: BindingJson;
  /** Index in the binding's subjects. */
  readonly subject: number;
  readonly role: RoleJson;
  /** Index in the role's rules. */
  readonly rule: number;
}

type SubjectFound = BindingJson["subjects"][number];

/** Somebody who may do something, with every binding that lets him. */
export interface Allowed {
  readonly subject: SubjectFound;
  readonly grants: readonly GrantFound[];
}

/** Who may do what is asked, by RBAC, sorted by kind, namespace and name; whether a rule allows it, the engine says. */
export function whoCan(
  { roles, bindings }: GrantsDocument,
  request: ResourceRequest,
): readonly Allowed[] {
  const allowing = roles.map((role) => {
    const rule = role.rules.findIndex((each) => ruleAllows(each, request));
    return rule < 0 ? undefined : { role, rule };
  });
  const found = new Map<string, Found>();
  for (const binding of bindings) {
    const isHere = binding.namespace === "" || binding.namespace === request.namespace;
    const given = binding.role === null ? undefined : allowing[binding.role];
    if (isHere && given) addSubjects(found, binding, given);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, allowed]) => allowed);
}

interface Found extends Allowed {
  readonly grants: GrantFound[];
}

function addSubjects(
  found: Map<string, Found>,
  binding: BindingJson,
  given: Pick<GrantFound, "role" | "rule">,
): void {
  for (const [index, subject] of binding.subjects.entries()) {
    if (!isSomebody(subject)) continue;
    const key = subjectKey(subject);
    const entry = found.get(key) ?? { subject, grants: [] };
    found.set(key, entry);
    // A binding may name the same subject twice.
    if (entry.grants.at(-1)?.binding === binding) continue;
    entry.grants.push({ binding, subject: index, ...given });
  }
}

/** A subject of another kind is nobody, and so is an account without a namespace. */
function isSomebody({ kind, namespace }: SubjectFound): boolean {
  return kind === "User" || kind === "Group" || (kind === "ServiceAccount" && namespace !== "");
}

/** Equal for the same subject. */
export function subjectKey({
  kind,
  namespace = "",
  name,
}: {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}): string {
  return `${kind}/${namespace}/${name}`;
}

/** A resource as people write it: `pods/exec`, `deployments.apps`. */
export function resourceText({
  group,
  resource,
}: {
  readonly group: string;
  readonly resource: string;
}): string {
  const [name = "", ...below] = resource.split("/");
  return [`${name}${group === "" ? "" : `.${group}`}`, ...below].join("/");
}

/** The other way round; a name without a group is taken for a resource of the rules, where one has it. */
export function resourceOf(
  text: string,
  known: readonly { readonly group: string; readonly resource: string }[],
): { readonly group: string; readonly resource: string; readonly subresource: string } {
  const [whole = "", ...below] = text.trim().split("/");
  const [resource = "", ...rest] = whole.split(".");
  const subresource = below.join("/");
  const named = known.find(
    (each) => each.resource === resource || each.resource.startsWith(`${resource}/`),
  );
  const group = rest.length > 0 ? rest.join(".") : (named?.group ?? "");
  return { group, resource, subresource };
}

/** Every resource that rules name, each once, by what people write. */
export function resourcesNamed({ roles }: GrantsDocument): ReadonlyMap<string, NamedResource> {
  const named = roles
    .flatMap(({ rules }) => rules)
    .flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap((group) => resources.map((resource) => ({ group, resource }))),
    );
  const byText = named.map((each) => [resourceText(each), each] as const);
  return new Map(byText.sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface NamedResource {
  readonly group: string;
  readonly resource: string;
}
