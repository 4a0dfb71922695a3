import {
  type AdvisorySource,
  type Distribution,
  type Match,
  matchPackages,
  type Package,
  packageOfPurl,
  readPackage,
} from "@watertight/core/images";
import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { advisoriesOf, type GivenAdvisories } from "../advisories.ts";
import { matchJson } from "../match-json.ts";

const VERB = { verb: "images match" };

/** `images match`: package URLs, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch === undefined && args.operands.length === 0) {
    throw new UsageError(
      "Give package URLs, such as pkg:npm/lodash@4.17.20, or questions with --batch FILE.",
      VERB,
    );
  }
  const advisories = await advisoriesOf(args, context, VERB.verb);
  try {
    if (batch === undefined) return matchOperands(args, context, advisories);
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const ending = await answerLines(streams, (question) =>
      answerMatch(question, advisories.source),
    );
    return advisories.gap === undefined ? ending : endedIncomplete(advisories.gap);
  } finally {
    advisories.close();
  }
};

function matchOperands(
  args: Arguments,
  context: Context,
  { source, gap }: GivenAdvisories,
): Ending {
  const packages = args.operands.map((text) => {
    const found = packageOfPurl(text);
    if (found === undefined)
      throw new UsageError(`${text} is no package URL, such as pkg:npm/lodash@4.17.20.`, VERB);
    return found;
  });
  const { matches, notJudged } = matchPackages(packages, givenDistribution(args), source);
  for (const match of matches) context.stdout.write(`${sanitize(lineOf(match))}\n`);
  for (const { package: item, reason } of notJudged) {
    context.stdout.write(`${sanitize(`${item.purl}  not judged: ${reason}`)}\n`);
  }
  if (gap !== undefined) return endedIncomplete(gap);
  if (notJudged.length > 0)
    return endedIncomplete(`${notJudged.length} of the packages could not be judged.`);
  return matches.length === 0 ? CLEAN : ended(`${matches.length} vulnerabilities are known.`);
}

function lineOf({ vulnerability, severity, package: item, fixed, aliases }: Match): string {
  const others = aliases.length === 0 ? "" : ` (${aliases.join(", ")})`;
  const fix = fixed === undefined ? "no fix is known" : `fixed in ${fixed}`;
  return `${severity}  ${vulnerability}${others}  ${item.purl}  ${fix}`;
}

function givenDistribution(args: Arguments): Distribution | undefined {
  const text = args.value("distribution");
  if (text === undefined) return undefined;
  const [id = "", version = ""] = text.split(":");
  return { id, version, name: "", codename: "" };
}

function answerMatch(question: JsonObject, source: AdvisorySource): Answer {
  const packages: Package[] = [];
  if (!Array.isArray(question["packages"]))
    return { problem: "The member packages must be a list." };
  for (const [index, json] of listAt(question, "packages").entries()) {
    const item = isJsonObject(json) ? readPackage(json) : undefined;
    if (item === undefined) {
      return { problem: `packages[${index}] must have a purl, or type, name and version.` };
    }
    packages.push(item);
  }
  const { matches, notJudged } = matchPackages(packages, distributionOf(question), source);
  return {
    json: {
      ...idOf(question),
      matches: matches.map(matchJson),
      notJudged: notJudged.map(({ package: item, reason }) => ({ package: item.purl, reason })),
    },
  };
}

function distributionOf(question: JsonObject): Distribution | undefined {
  const distribution = objectAt(question, "distribution");
  const id = textAt(distribution, "id");
  if (id === "") return undefined;
  const version = textAt(distribution, "version");
  return {
    id,
    version,
    name: textAt(distribution, "name"),
    codename: textAt(distribution, "codename"),
  };
}
