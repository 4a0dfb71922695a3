import { type ClusterSkew, clusterSkewOf, componentsOf } from "@watertight/core/known-cves";
import {
  containerdSupportOn,
  minorOf,
  SUPPORT_TERMS_OF,
  type SupportTerm,
  supportOn,
} from "@watertight/core/versions";
import type { Arguments, Run } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { type SkewDocument, skewJson } from "./json.ts";
import { skewText } from "./text.ts";

const VERB = { verb: "versions skew" };

/** `versions skew`. */
export const run: Run = async (args, context) => {
  if (args.operands.length === 0 && !args.flag("cluster") && args.values("filename").length === 0) {
    throw new UsageError("Give the paths of manifests or a snapshot, or --cluster.", VERB);
  }
  const target = targetAsked(args);
  const read = await readCluster(args, context);
  const { found, provider, notJudged } = componentsOf(read.cluster);
  const skew = clusterSkewOf(read.cluster, target);
  const today = context.today();
  const runtimes = found
    .filter(({ component }) => component === "containerd")
    .flatMap(({ version }) => minorOf(version) ?? []);
  const document: SkewDocument = {
    today,
    target: target === undefined ? null : `1.${target}`,
    provider,
    skew,
    support: [
      ...supportOf(skew.servers, provider, today),
      ...[...new Set(runtimes)].map((minor) => containerdSupportOn(today, minor)),
    ],
    notShown: notJudged.filter(
      ({ component, where }) => where.length === 0 && component !== "etcd",
    ),
    remarks: [`The terms of support were gathered on ${SUPPORT_TERMS_OF}.`],
  };
  const ending = endingOf(skew, read.gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => skewJson(read, document, ending.status === 3),
    text: () => skewText(document),
  });
  return ending;
};

function targetAsked(args: Arguments): number | undefined {
  const given = args.value("target");
  if (given === undefined) return undefined;
  const [, minor] = /^1\.(\d{1,3})$/.exec(minorOf(given) ?? "") ?? [];
  if (minor !== undefined) return Number(minor);
  throw new UsageError(`${JSON.stringify(given)} is no version of Kubernetes, such as 1.36.`, VERB);
}

/** Upstream's terms, and those of the provider that runs the control plane. */
function supportOf(
  servers: readonly string[],
  provider: string | undefined,
  today: string,
): readonly SupportTerm[] {
  if (servers.length === 0) return [];
  const own = provider?.toLowerCase();
  return supportOn(today, servers).filter(
    (term) => term.provider === "upstream" || term.provider === own,
  );
}

function endingOf(skew: ClusterSkew, gap: string | undefined): Ending {
  const wrong = skew.rows.filter(({ now, target }) => now.ok === "no" || target?.ok === "no");
  const nodes = skew.nodes.filter(({ ok }) => ok === "no");
  const count = wrong.length + nodes.length;
  if (count > 0) return ended(`${count === 1 ? "One part does" : `${count} parts do`} not fit.`);
  if (gap !== undefined) return endedIncomplete(gap);
  if (skew.servers.length === 0) return endedIncomplete("No version of an API server is shown.");
  return CLEAN;
}
