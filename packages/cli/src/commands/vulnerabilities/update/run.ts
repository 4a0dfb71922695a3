import {
  DEFAULT_SOURCES,
  type FeedSource,
  NETWORK,
  sourceOf,
  update,
} from "@watertight/images/feeds";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { storeFolder } from "../store-folder.ts";
import { storeLines } from "../text.ts";

/** `vulnerabilities update`. */
export const run: Run = async (args, context) => {
  const names = args.operands.length === 0 ? DEFAULT_SOURCES : args.operands;
  const folder = storeFolder(args.value("store"), context);
  const mirrors = args.values("mirror");
  for (const mirror of mirrors) {
    if (!/^https?:\/\/[^/]/.test(mirror)) {
      throw new UsageError(
        `${mirror} is no address of a mirror, such as https://mirror.example/osv.`,
        VERB,
      );
    }
  }
  const result = await update({
    folder,
    sources: names.map(knownSource),
    mirrors,
    // The one clock that a person set: how old advisories are is told by it.
    now: () => new Date(),
    network: NETWORK,
  });
  const failed = result.sources.filter(({ status }) => status === "failed");
  for (const { name, status, reason } of args.flag("quiet") ? failed : result.sources) {
    context.stderr.write(
      `${sanitize(`${name}: ${status}${reason === "" ? "" : `: ${reason}`}`)}\n`,
    );
  }
  context.stdout.write(`${storeLines(result.store, context.today()).map(sanitize).join("\n")}\n`);
  const [first] = failed;
  if (first !== undefined) {
    return endedIncomplete(
      `${counted(failed.length, "source")} could not be fetched; what was there of them is kept; the first is ${first.name}: ${first.reason}`,
    );
  }
  const [gap] = result.notRead;
  return gap === undefined
    ? CLEAN
    : endedIncomplete(
        `${counted(result.notRead.length, "document")} could not be read; the first is ${gap.path}: ${gap.reason}`,
      );
};

const VERB = { verb: "vulnerabilities update" };

function knownSource(name: string): FeedSource {
  const source = sourceOf(name);
  if (source === undefined) {
    throw new UsageError(
      `${name} is no source: give osv:ECOSYSTEM (osv:Debian, osv:npm), debian, ubuntu, alpine:RELEASE, redhat, github, kev, epss, or the address of a feed.`,
      VERB,
    );
  }
  return source;
}
