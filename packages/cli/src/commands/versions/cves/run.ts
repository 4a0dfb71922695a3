import { type Cluster } from "@watertight/core/cluster";
import {
  type ComponentCves,
  componentsOf,
  cveFactsOf,
  knownCvesOf,
} from "@watertight/core/known-cves";
import { type CveJudge, createCveJudge } from "@watertight/core/versions";
import type { Arguments, Run } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { recordsOn } from "../records.ts";
import { cvesJson } from "./json.ts";
import { answerText } from "./text.ts";
import { readWithReleases } from "./with-releases.ts";

const VERB = { verb: "versions cves" };

/** `versions cves`. */
export const run: Run = async (args, context) => {
  if (args.operands.length === 0 && !args.flag("cluster") && args.values("filename").length === 0) {
    throw new UsageError("Give the paths of manifests or a snapshot, or --cluster.", VERB);
  }
  const read = await (args.flag("helm-releases")
    ? readWithReleases(args, context)
    : readCluster(args, context));
  const { cluster, gap } = read;
  const judge = createCveJudge(cveFactsOf(cluster));
  const isAsked = askedBy(args.value("component"), judge);
  const all = [...configured(args, cluster, judge), ...knownCvesOf(cluster, judge)];
  const rows = all.filter(({ component }) => isAsked(component.component));
  const notJudged = componentsOf(cluster).notJudged.filter(
    ({ component }) =>
      isAsked(component) &&
      rows.every((row) => row.component.component !== component || row.component.where.length > 0),
  );
  const records = recordsOn(context.today());
  const ending = endingOf(rows, gap);
  context.statusSoFar(ending.status);
  const answer = { rows, notJudged, provider: componentsOf(cluster).provider, records };
  writeAnswer(args, context.stdout, {
    json: () => cvesJson(read, answer, ending.status === 3),
    text: () => answerText(answer),
  });
  return ending;
};

function askedBy(wanted: string | undefined, judge: CveJudge): (component: string) => boolean {
  if (wanted === undefined) return () => true;
  const answer = judge.judge(wanted, "0.0.0");
  if (!("component" in answer)) {
    throw new UsageError(`No record is about a component ${JSON.stringify(wanted)}.`, VERB);
  }
  const names = new Set(answer.component.split(", "));
  return (component) => names.has(component);
}

/** What --kube-version says of the API server, where nothing of the input does. */
function configured(args: Arguments, cluster: Cluster, judge: CveJudge): readonly ComponentCves[] {
  const given = args.value("kube-version") ?? "";
  const isShown = componentsOf(cluster).found.some(
    ({ component }) => component === "kube-apiserver",
  );
  if (isShown || !/^v?\d+\.\d+\.\d/.test(given)) return [];
  const component = { component: "kube-apiserver", version: given, system: "", where: [] };
  const answer = judge.judge(component.component, given);
  return "problem" in answer ? [] : [{ component, judged: answer.judged }];
}

function endingOf(rows: readonly ComponentCves[], gap: string | undefined): Ending {
  const judged = rows.flatMap((row) => row.judged);
  const count = judged.filter(({ verdict }) => verdict === "affected").length;
  if (count > 0)
    return ended(`${count === 1 ? "One CVE affects" : `${count} CVEs affect`} the cluster.`);
  if (gap !== undefined) return endedIncomplete(gap);
  if (rows.length === 0) return endedIncomplete("The input shows no version of a component.");
  const open = judged.filter(({ verdict }) => verdict === "unknown").length;
  return open === 0
    ? CLEAN
    : endedIncomplete(
        `Of ${open === 1 ? "one CVE" : `${open} CVEs`} the input does not show what decides.`,
      );
}
