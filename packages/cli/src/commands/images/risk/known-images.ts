import { resolve } from "node:path";
import type { Configuration } from "@watertight/core/configuration";
import type { KnownImage, KnownVulnerability } from "@watertight/core/image-risk";
import {
  type AdvisorySource,
  advisoriesInMemory,
  applyVex,
  describeMatch,
  groupReports,
  type ImageContents,
  type JoinedFinding,
  type Match,
  matchPackages,
  type VexStatement,
} from "@watertight/core/images";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { UnreadError } from "../../../unread-error.ts";
import { UsageError } from "../../../usage-error.ts";
import { advisoriesOf, type GivenAdvisories } from "../advisories.ts";
import { type Images, openImages } from "../open-images.ts";
import { contentsOf, type Examined, examine, readVexFile } from "../scan/contents.ts";
import { joinedOf } from "../scan/joined.ts";

/** What was read of images, and what of it is missing. */
export interface KnownImages {
  readonly images: readonly KnownImage[];
  /** What of the advisories or the images could not be read, in a sentence. */
  readonly gap: string | undefined;
  /** How old the advisories are, in a sentence. */
  readonly age: string | undefined;
}

/** What to ask of images: the verb declares `KNOWN_IMAGE_OPTIONS`, `VULNERABILITIES` and `IMAGE_OPTIONS`. */
export interface KnownWish {
  /** What runs, as references that a registry understands. */
  readonly running: readonly string[];
  /** When vulnerabilities were made known is looked up only where somebody asks. */
  readonly withDates: boolean;
}

/** Reads what --contents, the configuration and, with --pull, registries say of images, and matches it with the advisories. */
export async function knownImages(
  args: Arguments,
  context: Context,
  configuration: Configuration,
  wish: KnownWish,
): Promise<KnownImages> {
  const given = withConfigured(args, configuration, context);
  const examined = await examineGiven(given, context, wish.running);
  const statements = (
    await Promise.all(args.values("vex").map((file) => readVexFile(file, context)))
  ).flat();
  const advisories = await advisoriesFor(given, context, examined);
  try {
    const byReport = new Map(examined.map((one) => [one.report, one]));
    const images = groupReports(examined.map(({ report }) => report)).map((group) =>
      knownOf(
        group.flatMap((report) => byReport.get(report) ?? []),
        { statements, source: advisories.source, withDates: wish.withDates },
      ),
    );
    return { images, gap: advisories.gap, age: advisories.age };
  } finally {
    advisories.close();
  }
}

/** The same arguments, with the paths of the configuration where none are given. */
function withConfigured(
  args: Arguments,
  { images, directory }: Configuration,
  { workingDirectory }: Context,
): Arguments {
  const configured = new Map([
    ["contents", images.contents],
    ["vulnerabilities", images.vulnerabilities],
  ]);
  return {
    ...args,
    values: (name) => {
      const own = args.values(name);
      const others = configured.get(name) ?? [];
      return own.length > 0
        ? own
        : [...others.map((path) => resolve(directory || workingDirectory, path)), ...own];
    },
  };
}

async function examineGiven(
  args: Arguments,
  context: Context,
  running: readonly string[],
): Promise<readonly Examined[]> {
  let images: Images | undefined;
  const opened = async (): Promise<Images> => {
    images ??= await openImages(args, context);
    return images;
  };
  const examined: Examined[] = [];
  try {
    // One after the other: each may be large.
    for (const path of args.values("contents"))
      examined.push(...(await examine(path, args, context, opened)));
    if (args.flag("pull")) {
      const known = new Set(examined.flatMap(digestsIn));
      const lacking = running.filter((each) => !known.has(each.slice(each.indexOf("@") + 1)));
      for (const reference of lacking) examined.push(await pulled(reference, opened));
    }
  } finally {
    images?.close();
  }
  return examined;
}

/** What a registry has; one that cannot be read says why, and takes nothing from the others. */
async function pulled(reference: string, opened: () => Promise<Images>): Promise<Examined> {
  try {
    const image = await (await opened()).read(reference);
    return { report: reportOf(image), contents: image, image };
  } catch (error) {
    if (!(error instanceof UnreadError)) throw error;
    const reason = error.message.replace(/^.*? cannot be read: /, "").replace(/\.$/, "");
    const notRead = [{ path: reference, reason }];
    const contents = { reference, digest: "", layers: [], packages: [], notRead };
    return { report: reportOf(contents), contents };
  }
}

function reportOf({ reference, digest, packages }: ImageContents): Examined["report"] {
  return {
    ...{ scanner: "watertight", scannerVersion: "", format: "image", reference, digest, packages },
    ...{ findings: [], listsPackages: true, created: "" },
  };
}

function digestsIn({ report, image }: Examined): readonly string[] {
  const all = [report.digest, image?.digest ?? "", image?.indexDigest ?? ""];
  return [...new Set(all)].filter((digest) => digest !== "");
}

/** Where every report brings findings of its own, no advisories are needed. */
async function advisoriesFor(
  args: Arguments,
  context: Context,
  examined: readonly Examined[],
): Promise<GivenAdvisories> {
  try {
    return await advisoriesOf(args, context, "images risk");
  } catch (error) {
    const haveOwn = examined.every(
      ({ report, contents }) => !contents && report.findings.length > 0,
    );
    if (!(error instanceof UsageError) || !haveOwn || args.values("vulnerabilities").length > 0)
      throw error;
    return {
      source: advisoriesInMemory([]),
      gap: undefined,
      age: undefined,
      close: () => undefined,
    };
  }
}

interface Judging {
  readonly statements: readonly VexStatement[];
  readonly source: AdvisorySource;
  readonly withDates: boolean;
}

function knownOf(group: readonly Examined[], judging: Judging): KnownImage {
  const { statements, source } = judging;
  const contents = contentsOf(group);
  const { matches, notJudged } = matchPackages(contents.packages, contents.distribution, source);
  const answered = new Set(
    applyVex(matches, statements, contents).flatMap(({ suppressed, match }) =>
      suppressed ? [match] : [],
    ),
  );
  const open = matches.filter((match) => !answered.has(match));
  const reports = group.map(({ report }) => report);
  const others = joinedOf(reports, contents, matches).filter(isOnlyOfOthers);
  const image = group.find((one) => one.image !== undefined)?.image;
  const ownFindings = reports.some(({ findings }) => findings.length > 0);
  return {
    reference: contents.reference,
    name: nameOf(contents.reference),
    digests: [...new Set(group.flatMap(digestsIn))],
    base: image?.configuration?.base ?? { name: "", digest: "" },
    created: image?.configuration?.created ?? "",
    layers: contents.layers.map(({ diffId, digest }) => diffId || digest),
    vulnerabilities: [
      ...open.map((match) => vulnerabilityOf(match, judging)),
      ...others.map(ofOthers),
    ],
    gaps: [
      ...contents.notRead
        .filter(({ path }) => path !== "packages" || !ownFindings)
        .map(({ path, reason }) => `${path}: ${reason}`),
      ...(ownFindings
        ? []
        : notJudged.map(
            ({ package: item, reason }) =>
              `${item.purl || item.name} could not be judged: ${reason}`,
          )),
    ],
  };
}

/** What an archive calls its image stands behind the archive's path. */
function nameOf(reference: string): string {
  const [, inside] = /[.](?:tar|tgz|tar[.]gz|oci)[^:]*:(.+)$/.exec(reference) ?? [];
  return inside ?? reference.replace(/^.*\.oci-layout:/, "");
}

const OF_SYSTEM: ReadonlySet<string> = new Set(["apk", "deb", "rpm"]);

function vulnerabilityOf(match: Match, { source, withDates }: Judging): KnownVulnerability {
  const { vulnerability, package: item, installed, fixed = "", severity, exploitation } = match;
  const probability = exploitation?.probability;
  return {
    ...{ id: vulnerability, package: item.name, installed, fixed, severity },
    exploitedSince: exploitation?.knownSince ?? "",
    ...(probability !== undefined && { probability }),
    published: withDates && fixed !== "" ? describeMatch(match, source).published : "",
    ...(item.layer !== undefined && { layer: item.layer }),
    ofSystem: OF_SYSTEM.has(item.type),
  };
}

/** Findings that nobody but other scanners has, and that none of them has suppressed. */
function isOnlyOfOthers({ says }: JoinedFinding): boolean {
  return (
    says.every(({ scanner }) => scanner !== "watertight") &&
    says.some(({ suppressed }) => !suppressed)
  );
}

function ofOthers({
  vulnerability,
  package: item,
  severity,
  says,
}: JoinedFinding): KnownVulnerability {
  return {
    ...{ id: vulnerability, package: item.name, installed: item.version, severity },
    fixed: says.find(({ fixed }) => fixed !== "")?.fixed ?? "",
    ...{ exploitedSince: "", published: "" },
    ...(item.layer !== undefined && { layer: item.layer }),
    ofSystem: OF_SYSTEM.has(item.type),
  };
}
