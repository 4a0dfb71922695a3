import type { EarlierFindings } from "@watertight/reports/cluster-page";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { prepareScan, type Scanning } from "../../scanning.ts";
import { type Compared, compareFindings, reportedOf } from "../diff/compare.ts";
import { readReport } from "../diff/read-report.ts";

/** What was found in what `--since` names: a report of `scan -o json`, or what is scanned as the input is; undefined without it. */
export async function findingsSince(
  args: Arguments,
  context: Context,
  { configuration }: Pick<Scanning, "configuration">,
): Promise<EarlierFindings | undefined> {
  const path = args.value("since");
  if (path === undefined) return undefined;
  const before =
    (await readReport(path, context.workingDirectory))?.findings ??
    (await scanned(path, args, context, configuration));
  const [root = ""] = args.operands;
  return {
    label: path,
    compare: (findings) => {
      const byCompared = new Map(findings.map((each) => [reportedOf(each, root), each]));
      const difference = compareFindings(before, [...byCompared.keys()]);
      return {
        new: difference.new.flatMap((each) => byCompared.get(each) ?? []),
        gone: difference.gone,
        unchanged: difference.unchanged.length,
      };
    },
  };
}

async function scanned(
  path: string,
  args: Arguments,
  context: Context,
  configuration: Scanning["configuration"],
): Promise<readonly Compared[]> {
  const { findings } = await prepareScan(args, context, "report", { paths: [path], configuration });
  return [...findings()]
    .filter(({ exception }) => exception === undefined)
    .map((finding) => reportedOf(finding, path));
}
