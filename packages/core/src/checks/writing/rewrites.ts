import type { Fix } from "../../findings/finding.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { type RewrittenObject, rewriteOf } from "../../versions/rewrites/rewritings.ts";

/** An object in the API version that stays, where that can be written without knowing more than it says. */
export function mechanicalRewriteOf(object: KubernetesObject): RewrittenObject | undefined {
  const rewritten = rewriteOf(object);
  return rewritten && "edits" in rewritten ? rewritten : undefined;
}

/** The fix that writes it so. What an old server took for granted stands in it then, yet whoever reads the old version may be left behind. */
export function fixOf({ edits }: RewrittenObject): Fix {
  return { safety: "may-break", edits };
}
