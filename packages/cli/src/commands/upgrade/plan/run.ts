import type { AuditPolicy } from "@watertight/core/audit";
import { type PlannedVersion, plannedVersionOf, planUpgrade } from "@watertight/core/upgrade";
import { counted } from "@watertight/reports/text";
import { callSources, collectUses } from "../../../api-uses/collect.ts";
import { targetMinor } from "../../../api-uses/target.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { readCluster } from "../../../reading.ts";
import { writeText as writeWrapped } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { readPolicyFile } from "../../audit/policy-file.ts";
import { fixesYaml } from "./fixes-yaml.ts";
import { planJson } from "./json.ts";
import { planMarkdown } from "./markdown.ts";
import type { AskedPlan } from "./model.ts";
import { planSvg } from "./svg.ts";
import { planText } from "./text.ts";

const VERB = { verb: "upgrade plan" };

/** `upgrade plan`: the steps to another version. */
export const run: Run = async (args, context) => {
  const target = targetMinor(args, VERB.verb, "to");
  const sources = await callSources(args, context);
  if (sources.paths.length === 0) {
    throw new UsageError("Give the cluster: a PATH, a snapshot or --cluster.", VERB);
  }
  const read = await readCluster(args, context, { paths: sources.paths });
  const { cluster } = read;
  const { snapshot } = cluster;
  const collected = await collectUses({ target, snapshot }, sources, args, context);
  const plan = planUpgrade(cluster, {
    auditPolicy: await auditPolicyOf(args, context),
    to: versionOf(args, "to") ?? { minor: target, patch: undefined },
    from: versionOf(args, "from"),
    uses: collected.uses,
    knowsCallers: collected.knowsCallers,
  });
  const gap = read.gap ?? collected.gap;
  const asked: AskedPlan = { plan, read: { ...read, gap }, collected };
  const fixes = args.value("write-fixes");
  if (fixes === "-") context.stdout.write(fixesYaml(asked));
  else {
    if (fixes !== undefined) await writeText(fixes, fixesYaml(asked), "The file of fixes", context);
    const format = args.value("output") ?? "text";
    if (format === "text") writeWrapped(context.stdout, planText(asked));
    else context.stdout.write(FORMATS[format]?.(asked) ?? "");
  }
  return endingOf(asked);
};

async function auditPolicyOf(args: Arguments, context: Context): Promise<AuditPolicy | undefined> {
  const file = args.value("audit-policy");
  if (file === undefined) return undefined;
  return (await readPolicyFile(file, context, VERB.verb)).policy;
}

const FORMATS: Readonly<Record<string, (asked: AskedPlan) => string>> = {
  json: planJson,
  markdown: planMarkdown,
  svg: planSvg,
};

function versionOf(args: Arguments, option: string): PlannedVersion | undefined {
  const text = args.value(option);
  const version = text === undefined ? undefined : plannedVersionOf(text);
  if (text === undefined || version) return version;
  throw new UsageError(
    `${JSON.stringify(text)} is no version of Kubernetes, such as 1.38 or v1.38.2.`,
    VERB,
  );
}

function endingOf({ plan, read: { gap } }: AskedPlan): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  const { length } = plan.blockers;
  return length === 0
    ? CLEAN
    : ended(`${counted(length, "blocker")} ${length === 1 ? "stands" : "stand"} in the way.`);
}
