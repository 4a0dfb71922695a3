import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Configuration, ConfiguredTrust } from "@watertight/core/configuration";
import { type RunningReference, runningReferences } from "@watertight/core/image-risk";
import type { TrustDecision } from "@watertight/core/image-trust";
import { RATINGS } from "@watertight/core/images";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Registries } from "@watertight/images";
import { authoritiesOf, createImageTrust, type TrustSettings } from "@watertight/images/trust";
import { documentHead, HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { isClusterPath } from "../../../live/cluster-path.ts";
import { configurationFor, type ReadCluster, readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { openRegistries } from "../open-images.ts";
import { knownImages } from "../risk/known-images.ts";

const VERB = { verb: "images verify" };

interface Verified {
  readonly decision: TrustDecision;
  readonly workloads: readonly string[];
}

/** `images verify`. */
export const run: Run = async (args, context) => {
  const configuration = await configurationFor(args, context);
  const { trust } = configuration.images;
  if (!trust) {
    throw new UsageError(
      "Nothing says what images must be: write images.trust into watertight.yaml.",
      VERB,
    );
  }
  const { references, paths } = parted(args, context);
  const read =
    paths.length > 0 ? await readCluster(args, context, { configuration, paths }) : undefined;
  const wanted: readonly RunningReference[] = [
    ...references.map((reference) => ({ reference, workloads: [] })),
    ...(read ? runningReferences(read.cluster) : []),
  ];
  if (wanted.length === 0 && !read)
    throw new UsageError("Give images, manifests or --cluster.", VERB);
  const registries = await openRegistries(args, context);
  try {
    const settings = await settingsOf(args, context, { configuration, trust, registries });
    const verified = await decided(wanted, settings);
    const ending = endingOf(verified, read?.gap);
    context.statusSoFar(ending.status);
    writeAnswer(args, context.stdout, {
      json: () => verifyJson(verified, read),
      text: () => verifyText(verified),
    });
    return ending;
  } finally {
    registries.close();
  }
};

/** What lies on this machine holds manifests; all else is an image. */
function parted(
  args: Arguments,
  { workingDirectory }: Context,
): { readonly references: readonly string[]; readonly paths: readonly string[] } {
  const isInput = (operand: string): boolean =>
    isClusterPath(operand) || existsSync(resolve(workingDirectory, operand));
  return {
    references: args.operands.filter((operand) => !isInput(operand)),
    paths: [...args.operands.filter(isInput), ...args.values("filename")],
  };
}

async function settingsOf(
  args: Arguments,
  context: Context,
  {
    configuration,
    trust,
    registries,
  }: {
    readonly configuration: Configuration;
    readonly trust: ConfiguredTrust;
    readonly registries: Registries;
  },
): Promise<TrustSettings> {
  const { directory } = configuration;
  const { deadlineSeconds, policies, otherwise = "refuse" } = trust;
  const authorities = await authoritiesOf(trust, directory, (path) => readFile(path, "utf8")).catch(
    (error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : "images.trust is wrong.", VERB);
    },
  );
  return {
    ...{ authorities, registries, policies: { policies, otherwise } },
    now: () => Date.now(),
    ...(deadlineSeconds !== undefined && { deadline: deadlineSeconds * 1000 }),
    fixableIn: (pinned) => fixableIn(pinned, args, context, configuration),
  };
}

/** Reads an image and counts what has a fix. */
async function fixableIn(
  pinned: string,
  args: Arguments,
  context: Context,
  configuration: Configuration,
): ReturnType<NonNullable<TrustSettings["fixableIn"]>> {
  const pulling: Arguments = {
    ...args,
    flag: (name) => name === "pull" || args.flag(name),
    values: (name) => (name === "contents" || name === "vex" ? [] : args.values(name)),
  };
  const { images } = configuration;
  const { images: known, gap } = await knownImages(
    pulling,
    context,
    { ...configuration, images: { ...images, contents: [] } },
    { running: [pinned], withDates: false },
  );
  const lost = gap ?? known.find(({ gaps }) => gaps.length > 0)?.gaps[0];
  if (lost !== undefined || known.length === 0) throw new Error(lost ?? "it was not read");
  const fixable = known.flatMap(({ vulnerabilities }) =>
    vulnerabilities.filter(({ fixed }) => fixed !== ""),
  );
  return Object.fromEntries(
    RATINGS.map((rating) => [rating, fixable.filter(({ severity }) => severity === rating).length]),
  );
}

/** Some at a time: registries count requests. */
const AT_ONCE = 8;

async function decided(
  wanted: readonly RunningReference[],
  settings: TrustSettings,
): Promise<readonly Verified[]> {
  const trust = createImageTrust(settings);
  const verified: Verified[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < wanted.length; index = next++) {
      const one = wanted[index];
      if (one)
        verified[index] = {
          decision: await trust.decide(one.reference),
          workloads: one.workloads,
        };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verified;
}

function endingOf(verified: readonly Verified[], gap: string | undefined): Ending {
  const refused = verified.filter(({ decision }) => !decision.admitted);
  const sure = refused.filter(({ decision }) => decision.verdict === "no");
  if (sure.length > 0)
    return ended(
      `${counted(sure.length, "image")} ${sure.length === 1 ? "is" : "are"} refused by images.trust.`,
    );
  const [first] = refused;
  if (first)
    return endedIncomplete(
      `Whether ${counted(refused.length, "image")} may run is not known, so that ${refused.length === 1 ? "it is" : "they are"} refused; the first is ${first.decision.reference}.`,
    );
  return gap === undefined ? CLEAN : endedIncomplete(gap);
}

function verifyJson(verified: readonly Verified[], read: ReadCluster | undefined): string {
  const open = verified.some(({ decision }) => decision.verdict === "unknown");
  const head = read ? documentHead(factsOf(read)) : HEAD_WITHOUT_INPUT;
  return `${stringifyJson({
    ...head,
    incomplete: open || read?.gap !== undefined,
    images: verified.map(({ decision, workloads }) => ({
      ...{ reference: decision.reference, digest: decision.digest || null },
      ...{ pinned: decision.pinned, verdict: decision.verdict, admitted: decision.admitted },
      reasons: decision.reasons.map((each) => ({ ...each })),
      workloads,
    })),
  })}\n`;
}

/** The refused first, then what is not known. */
function verifyText(verified: readonly Verified[]): string {
  const order = ["no", "unknown", "yes"];
  const sorted = verified.toSorted(
    (a, b) => order.indexOf(a.decision.verdict) - order.indexOf(b.decision.verdict),
  );
  const refused = verified.filter(({ decision }) => !decision.admitted).length;
  const lines = [
    ...sorted.flatMap(imageLines),
    `${counted(verified.length, "image")}: ${verified.length - refused} may run, ${refused} may not.`,
    refused > 0
      ? "Next: sign what is meant to run, or mend images.trust."
      : "Next: run the pinned references, for tags move.",
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function imageLines({ decision, workloads }: Verified): readonly string[] {
  const { admitted, verdict, reference, pinned, reasons } = decision;
  const word = admitted ? "admitted" : "refused";
  const doubt = verdict === "unknown" ? ", for it is not known" : "";
  return [
    `${word}  ${verdict === "yes" ? pinned : reference}${doubt}`,
    ...(workloads.length > 0 ? [`  runs in ${workloads.join(", ")}`] : []),
    ...reasons
      .filter((each) => each.verdict !== "yes" || verdict === "yes")
      .map((each) => `  ${each.verdict.padEnd(7)}  ${each.rule}: ${each.reason}`),
  ];
}
