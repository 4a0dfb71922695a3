import type { AuthorizationChain } from "../authorization-chain.ts";
import type { Authorizer } from "../authorizer.ts";
import { appliesToUser } from "../rbac.ts";
import { type AccessUser, nodeNameOf, SYSTEM_MASTERS } from "../user.ts";
import { type ScopedRights, scopedRights } from "./scoped-rights.ts";

/** All that a user may do, as `RulesFor` of the API server's authorizers lists it. */
export interface EffectiveRights {
  /** Why the user may do everything, whatever the rules say. */
  readonly everything?: "system:masters" | "AlwaysAllow";
  readonly scopes: readonly ScopedRights[];
  /** Whether there may be rights that the list does not show. */
  readonly incomplete: boolean;
  /** Why, and what else went wrong, as the API server words it where it has words for it. */
  readonly problems: readonly string[];
}

/** Gathers the rights of a user from all its bindings; `isWhole` says whether a role that is missing does not exist. */
export function effectiveRights(
  authorizer: Authorizer,
  user: AccessUser,
  isWhole: boolean,
): EffectiveRights {
  const { chain } = authorizer;
  const everything = everythingOf(user, chain);
  if (everything !== undefined) return { everything, scopes: [], incomplete: false, problems: [] };
  const missing = missingRoles(authorizer, user);
  const opaque = opaqueAuthorizers(user, chain);
  return {
    scopes: chain.modes.includes("RBAC") ? scopedRights(authorizer.grantsOf(user)) : [],
    incomplete: opaque.length > 0 || (missing.length > 0 && !isWhole),
    problems: [...missing, ...opaque],
  };
}

function everythingOf(
  { groups }: AccessUser,
  { modes }: AuthorizationChain,
): EffectiveRights["everything"] {
  if (groups.includes(SYSTEM_MASTERS)) return "system:masters";
  return modes.includes("AlwaysAllow") ? "AlwaysAllow" : undefined;
}

function missingRoles({ bindings }: Authorizer, user: AccessUser): readonly string[] {
  const applying = bindings.filter(
    ({ problem, subjects }) =>
      problem !== undefined && subjects.some((subject) => appliesToUser(subject, user)),
  );
  return [...new Set(applying.flatMap(({ problem }) => problem ?? []))];
}

/** The authorizers that do not list what they allow: `RulesFor` of the node and of the webhook authorizer. */
function opaqueAuthorizers(user: AccessUser, { modes }: AuthorizationChain): readonly string[] {
  return modes.flatMap((mode) => {
    switch (mode) {
      case "RBAC":
      case "AlwaysDeny":
        return [];
      case "Node":
        return nodeNameOf(user) === undefined
          ? []
          : ["node authorizer does not support user rule resolution"];
      case "Webhook":
        return ["webhook authorizer does not support user rule resolution"];
      default:
        return [`the input does not show what the authorizer ${mode} allows`];
    }
  });
}
