import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { eventsOf } from "../audit/events/envelopes.ts";
import { builtInChecks } from "../checks/index.ts";
import { MITRE_ATTACK } from "../scan/frameworks/mitre-attack.ts";
import { DETECTIONS } from "./catalogue/index.ts";
import { DETECTION_TOPICS, type Detection, type DetectionExample } from "./detection.ts";
import { createDetector } from "./detector.ts";
import { createMemory } from "./memory.ts";

/** What the last event of an example gives by one detection, as `severity: because`. */
function lastOf(
  detection: Detection,
  { events, settings, learned }: DetectionExample,
): string | undefined {
  const learning = createMemory();
  const all = { settings, activity: true };
  const first = createDetector({ ...all, memory: learning, learning: true });
  for (const event of learned ?? []) for (const each of eventsOf(event).events) first.detect(each);
  const memory =
    learned === undefined ? createMemory() : createMemory({ baseline: learning.baseline() });
  const detector = createDetector({ ...all, memory });
  const found = events.map((event) =>
    eventsOf(event)
      .events.flatMap((each) => detector.detect(each))
      .find((each) => each.detection.id === detection.id),
  );
  const last = found.at(-1);
  return last && `${last.severity}: ${last.because}`;
}

describe.each(DETECTIONS.map((detection) => [detection.id, detection] as const))(
  "%s",
  (_id, detection) => {
    test.each(detection.examples.positive)("detects $title", (example) => {
      expect(lastOf(detection, example)).toBe(example.detected);
    });
    test.each(detection.examples.negative)("says nothing of $title", (example) => {
      expect(lastOf(detection, example)).toBeUndefined();
    });
  },
);

test("the list holds each file of the folder under its id, in order, and no id is one of a check", () => {
  const files = readdirSync(new URL("catalogue/", import.meta.url)).filter(
    (name) => name !== "index.ts",
  );
  expect(DETECTIONS.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
  const checks = new Set(builtInChecks().map(({ id }) => id));
  expect(DETECTIONS.filter(({ id }) => checks.has(id)).map(({ id }) => id)).toEqual([]);
});

test("techniques are known to the framework, topics and words are there", () => {
  const known = new Set(MITRE_ATTACK.controls.map(({ id }) => id));
  const faults = DETECTIONS.flatMap(({ id, techniques, topic, why, response, falsePositives }) => [
    ...techniques.filter((each) => !known.has(each)).map((each) => `${id}: ${each} is unknown`),
    ...(DETECTION_TOPICS.includes(topic) ? [] : [`${id}: ${topic}`]),
    ...[why, response, falsePositives]
      .filter((text) => !text.endsWith("."))
      .map((text) => `${id}: ${text}`),
  ]);
  expect(faults).toEqual([]);
});
