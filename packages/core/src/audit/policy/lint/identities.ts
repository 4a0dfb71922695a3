import type { FieldPath } from "../../../kubernetes/field-path.ts";
import type { AuditRule } from "../model.ts";
import { userCalled, type Who } from "../space/who.ts";
import type { AuditRemark } from "./model.ts";

/** Users and groups that nobody can have, with somebody who was probably meant. */
export function identityRemarks(
  { users, userGroups }: AuditRule,
  path: FieldPath,
): readonly AuditRemark[] {
  return [
    ...users.flatMap((user, index) => told(wrongUser(user), [...path, "users", index])),
    ...userGroups.flatMap((group, index) =>
      told(wrongGroup(group), [...path, "userGroups", index]),
    ),
  ];
}

interface Wrong {
  readonly message: string;
  readonly meant: Who;
}

function told(wrong: Wrong | undefined, path: FieldPath): readonly AuditRemark[] {
  if (!wrong) return [];
  const target = { group: "", resource: "pods", subresource: "", namespace: "default", name: "" };
  const witnesses = [{ ...wrong.meant, verb: "get", target }];
  return [{ lint: "identity-unknown", level: "warning", path, message: wrong.message, witnesses }];
}

function wrongUser(user: string): Wrong | undefined {
  if (user.includes("*")) {
    const meant = userCalled(user.replaceAll("*", "node-1"));
    return {
      message: `"${user}" is taken letter by letter: there is no wildcard for users`,
      meant,
    };
  }
  const [, namespace = "", name = ""] =
    /^(?:system:serviceaccounts?:)?([a-z0-9-]+)[/:]([a-z0-9.-]+)$/.exec(user) ?? [];
  const isWhole = user.startsWith("system:serviceaccount:") && user.split(":").length === 4;
  if (isWhole || namespace === "" || namespace === "system") return groupAsUser(user);
  const meant = userCalled(`system:serviceaccount:${namespace}:${name}`);
  const message = `nobody is called "${user}"; the service account is system:serviceaccount:${namespace}:${name}`;
  return { message, meant };
}

const GROUPS: ReadonlySet<string> = new Set([
  "system:authenticated",
  "system:masters",
  "system:nodes",
  "system:serviceaccounts",
  "system:unauthenticated",
]);

function groupAsUser(user: string): Wrong | undefined {
  if (!GROUPS.has(user)) return undefined;
  const meant = userCalled("somebody@example.com", user);
  return { message: `${user} is a group, not a user`, meant };
}

const USERS: ReadonlySet<string> = new Set([
  "system:anonymous",
  "system:apiserver",
  "system:kube-controller-manager",
  "system:kube-proxy",
  "system:kube-scheduler",
]);

function wrongGroup(group: string): Wrong | undefined {
  if (group.includes("*")) {
    const meant = userCalled("somebody@example.com", group.replaceAll("*", "a"));
    return {
      message: `"${group}" is taken letter by letter: there is no wildcard for groups`,
      meant,
    };
  }
  if (USERS.has(group)) {
    return { message: `${group} is a user, not a group`, meant: userCalled(group) };
  }
  if (group === "system:node" || group === "system:serviceaccount") {
    return {
      message: `nobody is in a group ${group}; it is called ${group}s`,
      meant: userCalled(
        group === "system:node" ? "system:node:node-1" : "system:serviceaccount:default:default",
      ),
    };
  }
  return undefined;
}
