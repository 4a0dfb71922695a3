import {
  type AccessSubject,
  type AccessUser,
  authenticatedUser,
  splitServiceAccountUsername,
  userOfSubject,
} from "@watertight/core/access";
import type { Arguments } from "../../command.ts";
import { UsageError } from "../../usage-error.ts";

/** Who is asked about. */
export interface NamedSubject {
  readonly subject: AccessSubject;
  readonly user: AccessUser;
}

/** Reads `--subject`, whose forms cannot be mistaken for one another, and `--as-group`, which adds groups to a user. */
export function subjectOf(args: Arguments, verb: string): NamedSubject {
  const text = args.value("subject");
  if (text === undefined) {
    throw new UsageError("Say whose rights: --subject NAMESPACE/NAME, user:NAME or group:NAME.", {
      verb,
    });
  }
  const subject = namedSubject(text, verb);
  const groups = args.values("as-group");
  if (groups.length === 0) return { subject, user: userOfSubject(subject) };
  if (subject.kind !== "User") {
    throw new UsageError("Only a user can be given groups with --as-group.", { verb });
  }
  return { subject, user: authenticatedUser(subject.name, groups) };
}

/** Who asks: nobody by name where only groups are given. */
export interface Asker {
  readonly subject: AccessSubject | undefined;
  readonly user: AccessUser;
}

/** Reads `--as`, which takes what `--subject` takes and a plain name, which is a user's, and `--as-group`. */
export function askerOf(args: Arguments, verb: string): Asker {
  const text = args.value("as");
  const groups = args.values("as-group");
  if (text === undefined) {
    if (groups.length > 0) return { subject: undefined, user: { name: "", groups } };
    throw new UsageError("Say who asks: --as USER, or --as-group GROUP.", { verb });
  }
  const subject = parseSubject(text) ?? named("User", text);
  const { kind, namespace, name } = subject;
  if (kind !== "Group") {
    const username = kind === "User" ? name : `system:serviceaccount:${namespace}:${name}`;
    return { subject, user: authenticatedUser(username, groups) };
  }
  if (groups.length > 0) {
    throw new UsageError("Only a user can be given groups with --as-group.", { verb });
  }
  return { subject, user: { ...userOfSubject(subject), name: "" } };
}

/** A subject as people write it; wrong usage of the verb when it is none. */
export function namedSubject(text: string, verb: string): AccessSubject {
  const subject = parseSubject(text);
  if (subject) return subject;
  throw new UsageError(
    `"${text}" is no subject; write system:serviceaccount:NAMESPACE:NAME, NAMESPACE/NAME, user:NAME or group:NAME.`,
    { verb },
  );
}

const RBAC_GROUP = "rbac.authorization.k8s.io";

function parseSubject(text: string): AccessSubject | undefined {
  const [, kind, name = ""] = /^(user|group):(.+)$/s.exec(text) ?? [];
  const username = kind === "user" ? name : text;
  const account =
    splitServiceAccountUsername(username) ?? accountOf(kind === undefined ? text : "");
  if (account && kind !== "group") return { kind: "ServiceAccount", apiGroup: "", ...account };
  if (kind === undefined) return undefined;
  return named(kind === "user" ? "User" : "Group", name);
}

function named(kind: "User" | "Group", name: string): AccessSubject {
  return { kind, apiGroup: RBAC_GROUP, name, namespace: "" };
}

function accountOf(
  text: string,
): { readonly namespace: string; readonly name: string } | undefined {
  const [namespace = "", name = "", ...more] = text.split("/");
  if (more.length > 0) return undefined;
  return splitServiceAccountUsername(`system:serviceaccount:${namespace}:${name}`);
}
