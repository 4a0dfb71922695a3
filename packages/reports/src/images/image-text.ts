import { type JoinedFinding, type JudgedMatch, nameOf, RATINGS } from "@watertight/core/images";
import { counted, sanitize } from "../text/index.ts";
import { type ImageRemark, originOf, remarksOn } from "./image-facts.ts";
import type { ImageReport, ImageReportHead } from "./image-report.ts";

/** What people read: an image a section, the worst first, the sum and what to do last. */
export function imageReportText(reports: readonly ImageReport[], head: ImageReportHead): string {
  const today = head.today;
  const lines = [
    ...reports.flatMap((report) => sectionOf(report, today)),
    ...closing(reports, head),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function sectionOf(report: ImageReport, today: string): readonly string[] {
  const { contents, judged, notJudged, joined } = report;
  const system = contents.distribution;
  const what = system === undefined ? "" : `, ${system.id} ${system.version}`.trimEnd();
  const open = judged.filter(({ suppressed }) => !suppressed);
  const answered = judged.filter(({ suppressed }) => suppressed);
  return [
    `${contents.reference || contents.digest} (${counted(contents.packages.length, "package")}${what})`,
    ...factLines(report, today),
    ...open.flatMap((one) => linesOf(one, report)),
    ...answered.map(answeredLine),
    ...reasonsOf(notJudged.map(({ reason }) => reason)),
    ...contents.notRead.map(({ path, reason }) => `  not read: ${path}: ${reason}`),
    ...joined.flatMap(joinedLines),
    "",
  ];
}

/** What is to be known of an image before its vulnerabilities. */
function factLines(report: ImageReport, today: string): readonly string[] {
  const origin = originOf(report, today);
  return [
    ...(origin === "" ? [] : [`  ${origin}`]),
    ...remarksOn(report, today).map(({ kind, text }) => `  ${WORDS[kind]}: ${text}`),
  ];
}

const WORDS: Readonly<Record<ImageRemark["kind"], string>> = {
  secret: "secret",
  "end-of-life": "end of life",
  user: "user",
  setuid: "setuid or setgid",
};

function linesOf(judged: JudgedMatch, { describe }: ImageReport): readonly string[] {
  const { match, vex } = judged;
  const fix =
    match.fixed === undefined ? match.status || "no fix is known" : `fixed in ${match.fixed}`;
  const exploited = match.exploitation?.knownSince;
  const notes = [
    exploited === undefined ? "" : `known to be exploited since ${exploited}`,
    vex === undefined ? "" : `VEX: ${vex.status.replaceAll("_", " ")}`,
  ].filter((note) => note !== "");
  const { summary } = describe(judged);
  return [
    `  ${match.severity.padEnd(10)} ${match.vulnerability}  ${nameOf(match.package)} ${match.installed}, ${fix}`,
    ...(summary === "" ? [] : [`             ${shortened(summary)}`]),
    ...notes.map((note) => `             ${note}`),
  ];
}

/** Lines of terminals are 80 columns wide; the other formats have all of it. */
function shortened(text: string): string {
  return text.length > 67 ? `${text.slice(0, 66)}…` : text;
}

function answeredLine({ match, vex }: JudgedMatch): string {
  const why = [vex?.justification.replaceAll("_", " "), vex?.detail]
    .filter((text) => text)
    .join(": ");
  const status = vex?.status.replaceAll("_", " ") ?? "";
  return `  (${status})  ${match.vulnerability}  ${nameOf(match.package)}${why === "" ? "" : `: ${why}`}`;
}

/** One line a reason: an image may have hundreds of packages of one kind. */
function reasonsOf(reasons: readonly string[]): readonly string[] {
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((other) => other === reason).length;
    return `  ${counted(count, "package")} not judged: ${reason}`;
  });
}

/** Only where scanners differ: the rest is in the list above. */
function joinedLines({
  vulnerability,
  package: item,
  differences,
  silent,
}: JoinedFinding): readonly string[] {
  if (differences.length + silent.length === 0) return [];
  return [
    `  scanners differ on ${vulnerability} of ${nameOf(item)} ${item.version}`,
    ...differences.map((difference) => `    ${difference}`),
    ...silent.map(({ scanner, reason }) => `    ${scanner} does not say it: ${reason}`),
  ];
}

function closing(
  reports: readonly ImageReport[],
  { age, gap }: ImageReportHead,
): readonly string[] {
  const open = reports.flatMap(({ judged }) => judged.filter(({ suppressed }) => !suppressed));
  const fixable = open.filter(({ match }) => match.fixed !== undefined).length;
  const counts = RATINGS.toReversed().flatMap((rating) => {
    const count = open.filter(({ match }) => match.severity === rating).length;
    return count === 0 ? [] : [`${count} ${rating}`];
  });
  return [
    open.length === 0
      ? "No vulnerability is known."
      : `${counts.join(", ")}; ${fixable} with a fix.`,
    ...(age === "" ? [] : [age]),
    ...(gap === "" ? [] : [`Incomplete: ${gap}`]),
    ...(fixable === 0
      ? []
      : ["Next: update the packages that have a fix, and build the image anew."]),
  ];
}
