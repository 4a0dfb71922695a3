import type { Detection } from "@watertight/core/detections";
import { type Paint, paintSeverity } from "@watertight/reports/text";
import { prose, section } from "./text.ts";

/** Everything about one detection, for a person. */
export function detectionExplanation(detection: Detection, paint: Paint): string {
  const { id, title, severity, topic, why, response, falsePositives } = detection;
  const { techniques, aliases = [], threshold } = detection;
  const heading = `${paint("bold", id)}  ${paintSeverity(severity, severity, paint)}  ${topic}`;
  return [
    `${heading}\n${title}\n`,
    section("Why", prose(why), paint),
    section("What to do", prose(response), paint),
    section("Who does it rightly", prose(falsePositives), paint),
    ...(threshold === undefined ? [] : [section("Counts", prose(thresholdText(threshold)), paint)]),
    ...(techniques.length === 0
      ? []
      : [section("References", [`MITRE ATT&CK: ${techniques.join(", ")}`], paint)]),
    ...(aliases.length === 0 ? [] : [section("Other names", prose(aliases.join(", ")), paint)]),
    ...detection.examples.positive.map(({ title: what, events, detected }) =>
      section(`Detects ${what}`, [...linesOf(events), `# ${detected}`], paint),
    ),
    ...detection.examples.negative.map(({ title: what, events }) =>
      section(`Says nothing of ${what}`, linesOf(events), paint),
    ),
  ].join("\n");
}

function thresholdText({ count, minutes, of }: NonNullable<Detection["threshold"]>): string {
  return `${count} in ${minutes} minutes: ${of}.`;
}

/** The event that decides; those before it are of the same kind. */
function linesOf(events: Detection["examples"]["negative"][number]["events"]): readonly string[] {
  const before = events.length === 1 ? [] : [`# after ${events.length - 1} more of its kind`];
  return [...before, ...JSON.stringify(events.at(-1), null, 2).split("\n")];
}
