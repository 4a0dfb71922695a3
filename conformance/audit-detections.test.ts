import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventsOf, eventsOfLine, isDecided } from "@watertight/core/audit";
import { createDetector, redactedEvent } from "@watertight/core/detections";
import type { JsonValue } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { LABEL_DIFFERENCES, LABELLED_BY } from "./audit-labels.ts";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

// Events that panther-analysis labels for rules of its own, in the envelopes of EKS, AKS and GKE. They are not part of the project.
const SUITE = suite("audit");

interface Labelled {
  readonly rule: string;
  readonly test: string;
  readonly expected: boolean;
  readonly event: JsonValue;
}

const cases = SUITE.isHere
  ? (JSON.parse(
      readFileSync(join(SUITE.path, "labelled-events.json"), "utf8"),
    ) as readonly Labelled[])
  : [];
const outcomes = cases.map((labelled) => {
  const detected = rulesOf(labelled.event);
  const wanted = LABELLED_BY.get(labelled.rule) ?? [];
  return { ...labelled, detected, found: detected.some((rule) => wanted.includes(rule)) };
});
const differences = outcomes.filter(({ found, expected }) => found !== expected);

function rulesOf(event: JsonValue): readonly string[] {
  // Each event by itself, as it is labelled.
  const detector = createDetector();
  return eventsOf(event)
    .events.filter(isDecided)
    .flatMap((each) => detector.detect(each))
    .map(({ detection }) => detection.id);
}

describe("labelled events", needing(SUITE), () => {
  test("are 109, each of a rule that a detection of ours answers to", () => {
    expect(cases).toHaveLength(109);
    const rules = [...new Set(cases.map(({ rule }) => rule))].sort();
    expect([...LABELLED_BY.keys()].sort()).toEqual(rules);
  });

  test("agree with ours in 97 of 100 and more, and differ where the list says so", () => {
    const named = differences.map(({ rule, test: title }) => `${rule}: ${title}`);
    expect(named.sort()).toEqual([...LABEL_DIFFERENCES.keys()].sort());
    console.log(`labelled events: ${cases.length - differences.length} of ${cases.length} agree`);
    expect((cases.length - differences.length) / cases.length).toBeGreaterThanOrEqual(0.97);
  });

  test("that are labelled as nothing give what another detection speaks of, and no more", () => {
    const others = outcomes
      .filter(({ expected, detected }) => !expected && detected.length > 0)
      .map(({ test: title, detected }) => `${title}: ${detected.join(", ")}`);
    expect(others).toEqual([
      "Webhook Update (Not Create): admission-webhook-changed",
      "Updating existing role (not creating): role-changed-to-dangerous",
      "Successful secret get: secrets-read",
      "403 Response (Excluded): denied-from-public-address, secret-read-denied",
    ]);
  });

  test("are read again as what they were read as, from the form in which we print them", () => {
    const texts = cases.flatMap(({ event }) => eventsOf(event).events.map(redactedEvent));
    const faults = texts.filter((text) => {
      const [again] = eventsOf(text).events;
      return again === undefined || again.target !== targetIn(text) || again.verb !== text["verb"];
    });
    expect([texts.length, faults.length]).toEqual([108, 0]);
  });

  test("cut off anywhere are salvaged or said not to be read, and nothing else happens", () => {
    const kinds = new Map<string, number>();
    for (const { event } of cases) {
      const text = JSON.stringify(event);
      for (let end = 1; end < text.length; end += 7) {
        const { events, notRead, others } = eventsOfLine(text.slice(0, end));
        const kind = events.length > 0 ? "salvaged" : notRead.length > 0 ? "not read" : "other log";
        if (events.length === 0 && notRead.length === 0 && others === 0) kinds.set("lost", end);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    console.log("cut events:", Object.fromEntries(kinds));
    expect(kinds.has("lost")).toBe(false);
    expect(kinds.get("salvaged")).toBeGreaterThan(1000);
  });
});

function targetIn({ objectRef }: Readonly<Record<string, JsonValue>>): string {
  const reference = objectRef as { resource?: string; subresource?: string } | undefined;
  if (reference === undefined) return "";
  const { resource = "", subresource } = reference;
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}

describe("a log of a real API server", needing(SUITE), () => {
  test("is read line by line", () => {
    const lines = readFileSync(join(SUITE.path, "sample.log"), "utf8").trimEnd().split("\n");
    const read = lines.map((line) => eventsOfLine(line));
    expect(read.filter(({ events }) => events.length !== 1)).toEqual([]);
    expect(lines.length).toBeGreaterThan(30);
  });
});
