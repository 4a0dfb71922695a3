import type { Cluster } from "../cluster/cluster.ts";
import { cveFactsOf } from "../known-cves/rows.ts";
import { type CveJudge, createCveJudge } from "../versions/cves/judge.ts";
import { supportOn } from "../versions/support/support.ts";
import type { RunningComponent } from "./components.ts";
import type { PlannedVersion } from "./model.ts";

/** CVEs that a component of now has, or may have, and of the target has not, sorted. */
export function closedCves(
  cluster: Cluster,
  components: readonly RunningComponent[],
  from: PlannedVersion,
  to: PlannedVersion,
): readonly string[] {
  const judge = createCveJudge(cveFactsOf(cluster));
  const target = patchOf(to);
  if (target === undefined) return [];
  const now = new Set(components.map(({ component, text }) => `${component} ${text}`));
  if (
    !components.some(({ component }) => component === "kube-apiserver") &&
    from.patch !== undefined
  ) {
    now.add(`kube-apiserver v1.${from.minor}.${from.patch}`);
  }
  const closed = new Set<string>();
  for (const each of now) {
    const [component = "", version = ""] = each.split(" ");
    const after = openIn(judge, component, target);
    for (const id of openIn(judge, component, version)) if (!after.has(id)) closed.add(id);
  }
  return [...closed].sort();
}

function openIn(judge: CveJudge, component: string, version: string): ReadonlySet<string> {
  const answer = judge.judge(component, version);
  if ("problem" in answer) return new Set();
  return new Set(
    answer.judged
      .filter(
        ({ verdict }) => verdict === "affected" || verdict === "unknown" || verdict === "unfixed",
      )
      .map(({ record }) => record.id),
  );
}

/** The target as it will be: the newest patch that is known, where only a minor is said. */
function patchOf({ minor, patch }: PlannedVersion): string | undefined {
  if (patch !== undefined) return `v1.${minor}.${patch}`;
  const terms = supportOn("2026-01-01", [`1.${minor}`]);
  const newest = terms.find(({ provider }) => provider === "upstream")?.newestPatch;
  return newest ? `v${newest}` : `v1.${minor}.0`;
}
