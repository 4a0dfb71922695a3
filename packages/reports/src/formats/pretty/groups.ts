import { type Finding, headingOf, pathAndMessage, positionOf } from "@watertight/core/findings";
import type { ReportContext } from "../../reporter.ts";
import { type Paint, SEVERITY_FORMATS } from "../../text/paint.ts";
import { createRenderedBy } from "../../text/rendered-by.ts";
import { sanitize } from "../../text/sanitize.ts";
import { adviceOf, linkTo } from "./finding.ts";

/** The name of the object that findings are about, and its file. */
export function objectHeading([first]: readonly Finding[], paint: Paint): string {
  if (!first) return "";
  return `${paint("bold", sanitize(headingOf(first.object)))}  ${sanitize(first.location.file)}`;
}

/** Findings of one check or one image: what it is and what to do once, then a line for each place. */
export function checkLines(
  by: "check" | "image",
  findings: readonly Finding[],
  context: ReportContext,
  paint: Paint,
): string[] {
  const worst = findings.at(-1);
  if (!worst) return [];
  const places = findings.length === 1 ? "" : `  in ${findings.length} places`;
  const title = context.checks.find(({ id }) => id === worst.check)?.title ?? "";
  const heading =
    by === "check"
      ? `${paint("bold", linkTo(worst.check, context.hyperlinks))}  ${sanitize(title)}`
      : paint("bold", sanitize(worst.cause));
  const fix = adviceOf(context)(worst.check);
  const renderedBy = createRenderedBy(context.snapshot);
  const lines = findings.toReversed().map((finding) => {
    const { severity, location, object, check } = finding;
    const program = renderedBy(object, location);
    const note = program === undefined ? "" : `  (in the text rendered by ${program})`;
    const word = paint(SEVERITY_FORMATS[severity], severity.padEnd(8));
    const what = `${headingOf(object)}  ${pathAndMessage(finding)}`;
    const id = by === "check" ? "" : `  ${sanitize(check)}`;
    return `  ${word}  ${sanitize(positionOf(location))}${note}  ${sanitize(what)}${id}`;
  });
  const advice = fix === undefined ? [] : [`  ${paint("green", "fix:")} ${fix}`];
  return [`${heading}${places}`, ...(by === "check" ? advice : []), "", ...lines];
}
