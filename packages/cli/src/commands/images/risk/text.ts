import {
  type MissedObjective,
  plain,
  type RankedImage,
  type RebuildStep,
  termsOf,
  weightOf,
} from "@watertight/core/image-risk";
import { counted, sanitize } from "@watertight/reports/text";
import { halvesText, type RiskAnswer } from "./json.ts";

/** `images risk` for people: the worst first, then what to rebuild, what nobody scanned, what is late, and what to do next. */
export function riskText({ risk, age }: RiskAnswer, limit: number): string {
  const { images, plan, missed } = risk;
  const known = images.filter(({ score }) => score !== undefined);
  const open = images.filter(({ score }) => score === undefined);
  const atRisk = known.filter(({ score }) => score !== 0);
  const sections = [
    atRisk.slice(0, limit).flatMap((each, index) => imageLines(each, index + 1)),
    moreLines(atRisk.length - limit, "image"),
    planLines(plan, limit),
    openLines(open, limit),
    missedLines(missed, limit),
    [
      `${counted(images.length, "image")}: ${atRisk.length} with findings, ${known.length - atRisk.length} without, ${open.length} not scanned.`,
      ...(age === undefined ? [] : [age]),
      nextOf(plan, open),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(sanitize).join("\n"))
    .join("\n\n")}\n`;
}

function imageLines(ranked: RankedImage, rank: number): readonly string[] {
  const { image, score = 0, findings, worst, vulnerabilities, fixedBy, remarks, gap } = ranked;
  const { exposure, blastRadius } = worst;
  return [
    `${rank}. ${shortened(image.reference)}: ${score}`,
    `   ${placeText(ranked)}`,
    `   ${plain(findings)} findings × ${exposure.value} exposure × ${blastRadius.value} blast radius = ${score}`,
    `   findings      ${halvesText(vulnerabilities)} (${vulnerabilities.length === 1 ? "1 vulnerability" : `${vulnerabilities.length} vulnerabilities`})`,
    ...vulnerabilities
      .slice(0, WORST)
      .map(
        (each) =>
          `     ${each.id} in ${each.package} ${each.installed}: ${termsOf(each)} = ${plain(weightOf(each))}`,
      ),
    `   exposure      ${exposure.because}`,
    `   blast radius  ${blastRadius.because}`,
    ...fixLines(fixedBy),
    ...remarks.map(({ text }) => `   note          ${text}`),
    ...(gap === "" ? [] : [`   not read      ${gap}`]),
  ];
}

/** A digest beside a tag says nothing to people; alone it is cut as they cut it. */
function shortened(reference: string): string {
  const [named = "", digest] = reference.split("@");
  if (digest === undefined) return reference;
  return named.lastIndexOf(":") > named.lastIndexOf("/")
    ? named
    : `${named}@${digest.slice(0, 19)}`;
}

/** Vulnerabilities that an image's lines show. */
const WORST = 3;

function placeText({ image, worst }: RankedImage): string {
  const others = new Set(image.places.map(({ workload }) => workload)).size - 1;
  const role = worst.role === "container" ? "" : ` (${worst.role} container)`;
  const owner = worst.owner === "" ? "" : `, of ${worst.owner}`;
  return `in ${worst.workload}${role}${owner}${others > 0 ? `, and ${counted(others, "other workload")}` : ""}`;
}

function fixLines({ image, base, packages }: RankedImage["fixedBy"]): readonly string[] {
  if (image !== "") return [`   fixed by      ${image}`];
  const [first, ...others] = packages;
  if (first === undefined) return ["   fixed by      nothing yet"];
  const more = others.length === 0 ? "" : `, and ${counted(others.length, "other package")}`;
  const on = base === "" ? "" : `, by building on ${base} anew`;
  return [`   fixed by      ${first.name} ${first.fixed}${more}${on}`];
}

function planLines(plan: readonly RebuildStep[], limit: number): readonly string[] {
  if (plan.length === 0) return [];
  return [
    "Rebuild first:",
    ...plan.slice(0, limit).map((step, index) => {
      const { name, ends, relief, images, owners, packages, rebuild, because } = step;
      const [first] = packages;
      const what =
        rebuild === "base"
          ? `the base ${name} of ${images.map(shortened).join(", ")} (${because})`
          : `${shortened(name)}${first ? `, with ${first.name} ${first.fixed}` : ""}`;
      const whom = owners.length === 0 ? "" : `; ask ${owners.join(", ")}`;
      return `  ${index + 1}. ${what}: ends ${counted(ends, "finding")}, -${relief}${whom}`;
    }),
    ...moreLines(plan.length - limit, "step"),
  ];
}

function openLines(open: readonly RankedImage[], limit: number): readonly string[] {
  if (open.length === 0) return [];
  return [
    `Runs, and nobody knows what it holds (${open.length}), the most exposed first:`,
    ...open.slice(0, limit).map(({ image, worst, gap }) => {
      const { exposure, blastRadius, workload } = worst;
      return `  ${shortened(image.reference)} in ${workload}: ${exposure.value} exposure × ${blastRadius.value} blast radius; ${gap}`;
    }),
    ...moreLines(open.length - limit, "image"),
  ];
}

function missedLines(missed: readonly MissedObjective[], limit: number): readonly string[] {
  if (missed.length === 0) return [];
  return [
    `Objectives missed (${missed.length}):`,
    ...missed.slice(0, limit).map(({ reference, vulnerability, days, allowed }) => {
      const { id, severity, package: name, fixed } = vulnerability;
      const age = days === undefined ? "known for nobody knows how long" : `${days} days`;
      return `  ${id} (${severity}) in ${shortened(reference)}: ${age} of ${allowed}; ${name} ${fixed} fixes it`;
    }),
    ...moreLines(missed.length - limit, "finding"),
  ];
}

function moreLines(count: number, noun: string): readonly string[] {
  return count > 0 ? [`  and ${counted(count, `more ${noun}`)}; --limit shows them`] : [];
}

function nextOf([first]: readonly RebuildStep[], [unknown]: readonly RankedImage[]): string {
  if (first)
    return `Next: ${first.rebuild === "base" ? `build the base ${first.name} anew, and what is on it` : `rebuild ${shortened(first.name)}`}.`;
  return unknown
    ? "Next: say what images hold by --contents, or read them by --pull."
    : "Next: nothing to rebuild.";
}
