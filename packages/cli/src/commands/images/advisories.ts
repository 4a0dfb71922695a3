import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AdvisorySource } from "@watertight/core/images";
import { type OpenAdvisories, openAdvisories, STORE_FILE } from "@watertight/images/feeds";
import { errorWords } from "@watertight/manifests";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { UsageError } from "../../usage-error.ts";
import { storeFolder } from "../vulnerabilities/store-folder.ts";

/** Where advisories come from, and what of them is missing or old. */
export interface GivenAdvisories {
  readonly source: AdvisorySource;
  /** What of the advisories could not be read, in a sentence. */
  readonly gap: string | undefined;
  /** How old they are, in a sentence; undefined where nobody says. */
  readonly age: string | undefined;
  readonly close: () => void;
}

/** Opens what `--vulnerabilities` names, or the store of this machine. */
export async function advisoriesOf(
  args: Arguments,
  context: Context,
  verb: string,
): Promise<GivenAdvisories> {
  const paths = args
    .values("vulnerabilities")
    .map((path) => resolve(context.workingDirectory, path));
  const folder = storeFolder(undefined, context);
  if (paths.length === 0) {
    if (!existsSync(join(folder, STORE_FILE))) {
      throw new UsageError(
        "There are no advisories yet: fetch them with watertight vulnerabilities update, or say with --vulnerabilities PATH where they are.",
        { verb },
      );
    }
    paths.push(folder);
  }
  const open = await openAdvisories(paths).catch((error: unknown) => {
    throw new UsageError(`The advisories cannot be read: ${errorWords(error)}.`, { verb });
  });
  const age = ageOf(open, context.today());
  if (age?.isOld === true) context.stderr.write(`${sanitize(age.sentence)}\n`);
  return { source: open.source, gap: gapOf(open), age: age?.sentence, close: open.close };
}

function gapOf({ notRead }: OpenAdvisories): string | undefined {
  const [first] = notRead;
  return first === undefined
    ? undefined
    : `${counted(notRead.length, "document")} of the advisories could not be read; the first is ${first.path}: ${first.reason}`;
}

/** Advisories appear every day: what is older than a week misses what everybody else knows. */
const OLD_DAYS = 7;

/** How old the oldest of the stores is. */
export function ageOf(
  { stores }: Pick<OpenAdvisories, "stores">,
  today: string,
): { readonly sentence: string; readonly isOld: boolean } | undefined {
  const fetched = stores.flatMap(({ sources, built }) =>
    sources.length === 0 ? [built] : sources.map((source) => source.fetched),
  );
  const [oldest] = fetched.sort();
  if (oldest === undefined) return undefined;
  const days = Math.max(
    0,
    Math.round((Date.parse(today) - Date.parse(oldest.slice(0, 10))) / 86_400_000),
  );
  const isOld = days > OLD_DAYS;
  const advice = isOld ? "; fetch newer ones with watertight vulnerabilities update" : "";
  const words = days === 0 ? "of today" : `${counted(days, "day")} old`;
  return { sentence: `The advisories are ${words}${advice}.`, isOld };
}
