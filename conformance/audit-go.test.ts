import { type AuditPolicy, auditDecision, readAuditPolicy } from "@watertight/core/audit";
import { seeded } from "@watertight/core/testing";
import { parseDocument } from "@watertight/manifests";
import { yamlOf } from "@watertight/reports/text";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import {
  randomAuditPolicy,
  randomAuditRequest,
  requestLine,
  spoiltPolicy,
} from "./random-audit.ts";

const POLICIES = 1000;
/** Of each policy: 50,000 in all. */
const REQUESTS = 50;
const SPOILT = 4000;

interface Answer {
  readonly error: string;
  readonly level: string;
  readonly stages: readonly string[];
  readonly managed: boolean;
}

let program: GoProgram | undefined;
beforeAll(() => {
  if (GO.isHere) program = buildGoProgram("audit");
}, 580_000);
afterAll(() => {
  program?.remove();
});

function ask(lines: readonly object[]): readonly Answer[] {
  const answers = program?.ask(lines.map((line) => JSON.stringify(line))) ?? [];
  return answers.map((line) => JSON.parse(line) as Answer);
}

function readText(text: string): AuditPolicy | undefined {
  const [first] = parseDocument(text).values;
  return first && readAuditPolicy(first.value).policy;
}

test(
  `the API server's own checker decides alike about ${POLICIES * REQUESTS} random requests`,
  needing(GO),
  () => {
    const random = seeded(20261130);
    const lines: object[] = [];
    const ours: (Answer | "policy")[] = [];
    const rules = new Set<number | undefined>();
    for (let index = 0; index < POLICIES; index++) {
      const text = yamlOf(randomAuditPolicy(random));
      const policy = readText(text);
      if (!policy) throw new Error(`The policy is refused: ${text}`);
      lines.push({ policy: text });
      ours.push("policy");
      for (let asked = 0; asked < REQUESTS; asked++) {
        const request = randomAuditRequest(random);
        const { level, omitStages, omitManagedFields, rule } = auditDecision(policy, request);
        rules.add(rule);
        lines.push(requestLine(request) as object);
        const stages = [...omitStages].sort();
        ours.push({ error: "", level, stages, managed: omitManagedFields });
      }
    }
    const theirs = ask(lines);
    expect(theirs).toHaveLength(POLICIES * (REQUESTS + 1));
    const differences = ours.flatMap((our, index) => {
      const their = theirs[index];
      const isSame =
        our === "policy" ? their?.error === "" : JSON.stringify(our) === JSON.stringify(their);
      return isSame ? [] : [{ line: lines[index], our, their }];
    });
    expect(differences.slice(0, 3)).toEqual([]);
    const answers = ours.filter((our) => our !== "policy");
    const seen = Object.fromEntries(
      ["None", "Metadata", "Request", "RequestResponse"].map((level) => [
        level,
        answers.filter((answer) => answer.level === level).length,
      ]),
    );
    process.stdout.write(`${JSON.stringify({ ...seen, rules: rules.size })}\n`);
    // Each level comes up often, and so do the later rules, or the comparison would mean little.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5000);
    expect(rules.size).toBe(9);
  },
);

test(
  `the API server's own reader refuses the same of ${SPOILT} spoilt policies`,
  needing(GO),
  () => {
    const random = seeded(20261201);
    const texts = Array.from({ length: SPOILT }, (_, index) => {
      const policy = spoiltPolicy(random, randomAuditPolicy(random, 3));
      return index % 2 === 0 ? JSON.stringify(policy) : yamlOf(policy);
    });
    const request = randomAuditRequest(random);
    const lines = texts.flatMap((policy) => [{ policy }, requestLine(request) as object]);
    const theirs = ask(lines);
    expect(theirs).toHaveLength(2 * SPOILT);
    const differences: unknown[] = [];
    let refused = 0;
    for (const [index, text] of texts.entries()) {
      const read = theirs[2 * index];
      const policy = readText(text);
      if (read?.error !== "") refused += 1;
      if ((policy === undefined) !== (read?.error !== "")) {
        differences.push({ text, ours: policy !== undefined, theirs: read?.error });
      }
      if (!policy) continue;
      const { level, omitStages, omitManagedFields } = auditDecision(policy, request);
      const our = { error: "", level, stages: [...omitStages].sort(), managed: omitManagedFields };
      const their = theirs[2 * index + 1];
      if (JSON.stringify(our) !== JSON.stringify(their)) differences.push({ text, our, their });
    }
    process.stdout.write(`${refused} of ${SPOILT} refused\n`);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(refused).toBeGreaterThan(1500);
    expect(refused).toBeLessThan(3000);
  },
);
