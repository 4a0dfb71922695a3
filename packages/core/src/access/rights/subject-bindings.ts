import type { AccessBinding, AccessSubject } from "../model.ts";
import { usernameOf } from "../rbac-index.ts";
import type { AccessUser } from "../user.ts";
import { compareSubjects, subjectKey } from "../who-can.ts";
import { canonicalSubject } from "./subjects.ts";

/** Who is named in bindings, and by which. */
export interface SubjectBindings {
  /** Everybody whom a binding names, each once, sorted. */
  readonly subjects: readonly AccessSubject[];
  /** The bindings that name a subject, in order of evaluation. */
  readonly naming: (subject: AccessSubject) => readonly AccessBinding[];
  /** The bindings that apply to a user, its groups included, in order of evaluation. */
  readonly of: (user: AccessUser) => readonly AccessBinding[];
}

export function indexSubjects(bindings: readonly AccessBinding[]): SubjectBindings {
  const subjects = new Map<string, AccessSubject>();
  const byUser = new Map<string, AccessBinding[]>();
  const byGroup = new Map<string, AccessBinding[]>();
  for (const binding of bindings) {
    for (const subject of binding.subjects) {
      const username = usernameOf(subject);
      if (username !== undefined) add(byUser, username, binding);
      else if (subject.kind === "Group") add(byGroup, subject.name, binding);
      else continue;
      const canonical = canonicalSubject(subject);
      subjects.set(subjectKey(canonical), canonical);
    }
  }
  return {
    subjects: [...subjects.values()].sort(compareSubjects),
    naming: (subject) => {
      const username = usernameOf(subject);
      return (username === undefined ? byGroup.get(subject.name) : byUser.get(username)) ?? [];
    },
    of: ({ name, groups }) => {
      const found = new Set(byUser.get(name));
      for (const group of groups) {
        for (const binding of byGroup.get(group) ?? []) found.add(binding);
      }
      return [...found].sort((a, b) => a.position - b.position);
    },
  };
}

// A binding may name the same subject twice.
function add(map: Map<string, AccessBinding[]>, key: string, binding: AccessBinding): void {
  const list = map.get(key);
  if (!list) map.set(key, [binding]);
  else if (list.at(-1) !== binding) list.push(binding);
}
