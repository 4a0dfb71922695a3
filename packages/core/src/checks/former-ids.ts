/** A check as it is named. */
interface NamedCheck {
  readonly id: string;
  readonly aliases?: readonly string[];
}

const OURS = "watertight:";

/** The ids of today by each id of the past: of checks that were renamed, and of those that became a part of others. */
export function formerIdsOf(
  checks: readonly NamedCheck[],
): ReadonlyMap<string, readonly [string, ...string[]]> {
  const ids = new Map<string, [string, ...string[]]>();
  for (const { id, aliases = [] } of checks) {
    for (const alias of aliases) {
      if (!alias.startsWith(OURS)) continue;
      const former = alias.slice(OURS.length);
      const known = ids.get(former);
      if (known) known.push(id);
      else ids.set(former, [id]);
    }
  }
  return ids;
}
