import { readAwsMappings } from "../access/aws-auth.ts";
import { type AccessUser, authenticatedUser } from "../access/user.ts";
import { objectAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import { FACTS_GROUP, factOf, factPath, factTextOf } from "../snapshot/facts.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** Who a role of IAM is in the cluster: by an access entry, an access policy or the ConfigMap aws-auth. */
export type RoleIdentity =
  | { readonly user: AccessUser; readonly text: string; readonly proof: Evidence }
  | { readonly unknown: string };

interface Mapped {
  readonly username: string;
  readonly groups: readonly string[];
  readonly proof: Evidence;
}

/** Who whoever takes a role of IAM is in the cluster that the input shows; undefined where nothing of it names the role. */
export function identityOfRole(role: string, snapshot: Snapshot): RoleIdentity | undefined {
  const entries = snapshot
    .ofKind(FACTS_GROUP, "CloudIdentity")
    .filter(({ object }) => isSameRole(factTextOf(object, "principal"), role));
  const [unknown] = entries.flatMap(({ object }) => {
    const groups = factOf(object, "groups");
    return groups && "unknown" in groups ? [groups.unknown] : [];
  });
  if (unknown !== undefined) return { unknown };
  const mapped = [
    ...entries.map(
      ({ object, reference }): Mapped => ({
        username: factTextOf(object, "username"),
        groups: textsAt(object, "spec", "groups", "value"),
        proof: {
          object: reference,
          path: factPath("groups"),
          message: `an access entry makes it ${wordsOf(textsAt(object, "spec", "groups", "value"))}`,
        },
      }),
    ),
    ...byAwsAuth(role, snapshot),
  ];
  const admin = snapshot
    .ofKind(FACTS_GROUP, "CloudAdmin")
    .find(({ object }) => isSameRole(factTextOf(object, "principal"), role));
  const policy = admin && {
    object: admin.reference,
    path: factPath("how"),
    message: textAt(objectAt(admin.object, "spec", "how"), "value"),
  };
  const [first] = mapped;
  const proof = policy ?? first?.proof;
  if (!proof) return undefined;
  // Rights by an access policy are the identity's own, whatever it is called in the cluster.
  const name = admin ? factTextOf(admin.object, "principal") : nameOf(first?.username ?? "", role);
  const groups = [...new Set(mapped.flatMap((each) => each.groups))];
  return { user: authenticatedUser(name, groups), text: `user/${name}`, proof };
}

/** A name that has the session in it is another each time, and no binding names it. */
function nameOf(username: string, role: string): string {
  return username === "" || username.includes("{{") ? role : username;
}

function byAwsAuth(role: string, snapshot: Snapshot): readonly Mapped[] {
  return snapshot
    .ofKind("", "ConfigMap")
    .filter(
      ({ reference: { namespace, name } }) => namespace === "kube-system" && name === "aws-auth",
    )
    .flatMap(({ object, reference }) =>
      readAwsMappings(textAt(object, "data", "mapRoles"), "mapRoles")
        .mappings.filter(({ arn }) => isSameRole(arn, role))
        .map(
          ({ username, groups }): Mapped => ({
            ...{ username, groups },
            proof: {
              object: reference,
              path: ["data", "mapRoles"],
              message: `aws-auth makes it ${wordsOf(groups)}`,
            },
          }),
        ),
    );
}

function wordsOf(groups: readonly string[]): string {
  return groups.length === 0 ? "a user without groups" : `one of ${groups.join(", ")}`;
}

/** aws-auth names a role without its path. */
function isSameRole(a: string, b: string): boolean {
  return a !== "" && plain(a) === plain(b);
}

function plain(arn: string): string {
  return arn.replace(/:role\/(?:[^/]+\/)*([^/]+)$/, ":role/$1");
}
