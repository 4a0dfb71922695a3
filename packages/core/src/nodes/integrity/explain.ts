import type { Account, ChangeInContext } from "./account.ts";
import { explainByKubeadm } from "./explain-kubeadm.ts";
import { explainByPackage } from "./explain-package.ts";
import { explainByRotation } from "./explain-rotation.ts";
import type { FileChange, JudgedChange } from "./model.ts";

const ACCOUNTS: readonly ((asked: ChangeInContext) => Account | undefined)[] = [
  explainByPackage,
  explainByRotation,
  explainByKubeadm,
];

/** What programs of packages write whenever a package comes or goes. */
const DERIVED: ReadonlyMap<string, string> = new Map([
  ["/etc/ld.so.cache", "ldconfig writes it anew whenever libraries come or go."],
]);

/** Says of each change what accounts for it. Only what is proven does: a date that fits proves nothing. */
export function explainChanges(
  changes: readonly FileChange[],
  context: Omit<ChangeInContext, "change">,
): readonly JudgedChange[] {
  const judged = changes.map((change): JudgedChange => {
    const remarks: string[] = [];
    for (const account of ACCOUNTS) {
      const { explanation, remark } = account({ change, ...context }) ?? {};
      if (explanation) return { ...change, explanation, remarks: [] };
      if (remark !== undefined) remarks.push(remark);
    }
    return { ...change, remarks };
  });
  return withDerived(judged);
}

function withDerived(judged: readonly JudgedChange[]): readonly JudgedChange[] {
  if (!judged.some(({ explanation }) => explanation?.by === "package")) return judged;
  return judged.map((change) => {
    const because = DERIVED.get(change.path);
    return because === undefined || change.explanation || change.differences.join() !== "content"
      ? change
      : { ...change, explanation: { by: "derived", because }, remarks: [] };
  });
}
