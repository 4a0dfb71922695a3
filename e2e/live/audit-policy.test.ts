import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AUDIT_PURPOSES,
  type AuditPolicy,
  auditDecision,
  auditStages,
  createVolumeEstimator,
  readAuditPolicy,
  writeAuditPolicy,
} from "@watertight/core/audit";
import { isJsonObject, type JsonObject, type JsonValue, textAt } from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { randomAuditPolicy } from "../../conformance/random-audit.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  type ControlPlaneOptions,
  createAsk,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { extent, seedOf } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import {
  ANONYMOUS,
  AUDITED_USERS,
  randomSentRequest,
  type SentRequest,
  STRANGER,
} from "./random-audit-requests.ts";

const SEED = seedOf(20_261_130);
const POLICIES = extent(3, 50);
/** Of each policy. */
const REQUESTS = 100;

describe("audit policies of a real API server", needing(CONTROL_PLANE), () => {
  test(`levels and stages of ${POLICIES * REQUESTS} random requests under ${POLICIES} random policies (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const seen = { requests: 0, events: 0, unlogged: 0, bodies: 0 };
    const differences: unknown[] = [];
    for (let index = 0; index < POLICIES; index++) {
      const auditPolicy = randomAuditPolicy(random);
      const { policy } = readAuditPolicy(auditPolicy);
      if (!policy) throw new Error("The policy is refused.");
      const requests = Array.from({ length: REQUESTS }, () => randomSentRequest(random));
      const got = await withPlane({ auditPolicy, users: AUDITED_USERS }, (plane) =>
        eventsOf(plane, requests, requests.flatMap((each) => expectedEvents(policy, each)).length),
      );
      for (const [at, request] of requests.entries()) {
        const events = got.get(idOf(at)) ?? [];
        const wanted = expectedEvents(policy, request);
        const words = events.map(({ text }) => text);
        if (JSON.stringify(words) !== JSON.stringify(wanted)) {
          differences.push({ request, wanted, words, policy: JSON.stringify(auditPolicy) });
        }
        differences.push(...events.flatMap(({ fault }) => fault ?? []));
        seen.unlogged += wanted.length === 0 ? 1 : 0;
        seen.bodies += events.filter(({ hasBody }) => hasBody).length;
        seen.events += events.length;
        seen.requests += 1;
      }
    }
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(seen.requests).toBe(POLICIES * REQUESTS);
    // Recorded and not, bodies too: else the comparison would mean little.
    expect(Math.min(seen.unlogged, seen.events)).toBeGreaterThan(POLICIES * 20);
    expect(seen.bodies).toBeGreaterThan(0);
  });

  test("servers start with what is written for each purpose, and record what was estimated within 15 %", async () => {
    const everything: JsonObject = {
      apiVersion: "audit.k8s.io/v1",
      kind: "Policy",
      rules: [{ level: "RequestResponse" }],
    };
    const sample = await withPlane({ auditPolicy: everything }, worked);
    const told: unknown[] = [];
    for (const purpose of AUDIT_PURPOSES) {
      const { head, rules } = writeAuditPolicy(purpose, NOTHING);
      const auditPolicy = { ...head, rules: rules.map(({ rule }) => rule) };
      const { policy } = readAuditPolicy(auditPolicy);
      if (!policy) throw new Error("The policy is refused.");
      const estimator = createVolumeEstimator(policy);
      for (const line of sample) estimator.add(parsed(line), Buffer.byteLength(line) + 1);
      const { total } = estimator.estimate();
      const measured = await withPlane({ auditPolicy }, worked);
      const bytes = measured.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
      told.push({ purpose, events: [total.events, measured.length], bytes: [total.bytes, bytes] });
      expect([purpose, total.events]).toEqual([purpose, measured.length]);
      expect(Math.abs(total.bytes - bytes) / bytes).toBeLessThan(0.15);
      expect(bytes).toBeGreaterThan(20_000);
    }
    process.stdout.write(`${JSON.stringify(told)}\n`);
  });
});

const NOTHING = { secretResources: [], busyUsers: [], customGroups: [] };

/** Does the same on every server, and gives the lines of its log that are of it. */
async function worked(plane: ControlPlane): Promise<readonly string[]> {
  let count = 0;
  const ask = (method: "DELETE" | "GET" | "POST" | "PUT", path: string, body?: JsonObject) => {
    count += 1;
    return plane.ask(method, path, body, { "Audit-ID": idOf(count) });
  };
  const spec = { containers: [{ name: "a", image: "a:1", env: [{ name: "A", value: "a" }] }] };
  for (let index = 0; index < 20; index++) {
    const metadata = { name: `x-${index}` };
    for (const [path, body] of [
      ["secrets", { data: { a: "YQ==" } }],
      ["configmaps", { data: { a: "a".repeat(500) } }],
      ["pods", { spec }],
    ] as const) {
      const url = `/api/v1/namespaces/default/${path}`;
      await ask("POST", url, { metadata, ...body });
      await ask("GET", `${url}/x-${index}`);
      if (index % 5 === 0) await ask("GET", url);
      if (index % 4 === 0) await ask("DELETE", `${url}/x-${index}`);
    }
    await ask("POST", "/apis/rbac.authorization.k8s.io/v1/clusterroles", { metadata, rules: [] });
    await ask("GET", "/healthz");
    await ask("GET", `/api/v1/namespaces/default/pods/x-${index}/log`);
  }
  const last = idOf(count + 1);
  await plane.ask("DELETE", "/api/v1/namespaces/default/secrets/x-1", undefined, {
    "Audit-ID": last,
  });
  const lines = (): readonly string[] =>
    readFileSync(join(plane.folder, "audit.log"), "utf8").split("\n");
  await until("the log has the last request", () =>
    lines().some((line) => line.includes(`"${last}"`) && line.includes("ResponseComplete")),
  );
  return lines().filter((line) => textAt(parsed(line), "auditID").startsWith("asked-"));
}

async function withPlane<Result>(
  options: ControlPlaneOptions,
  work: (plane: ControlPlane) => Promise<Result>,
): Promise<Result> {
  const plane = await startControlPlane(options);
  try {
    return await work(plane);
  } finally {
    await plane.stop();
  }
}

function idOf(index: number): string {
  return `asked-${index}`;
}

/** `ResponseComplete Metadata`, in the order of time. */
function expectedEvents(policy: AuditPolicy, { asked }: SentRequest): readonly string[] {
  const decision = auditDecision(policy, asked);
  return auditStages(asked, decision).map((stage) => `${stage} ${decision.level}`);
}

interface SeenEvent {
  readonly text: string;
  readonly hasBody: boolean;
  /** What is in it that its level forbids. */
  readonly fault: string | undefined;
}

/** Sends all, and reads the log until it has as many events of them. */
async function eventsOf(
  plane: ControlPlane,
  requests: readonly SentRequest[],
  wanted: number,
): Promise<ReadonlyMap<string, readonly SeenEvent[]>> {
  const asks = new Map<string, Ask>();
  const authority = readFileSync(plane.certs.authority, "utf8");
  for (const sender of [...plane.tokens.keys(), STRANGER, ANONYMOUS]) {
    const token = plane.tokens.get(sender) ?? "of-nobody";
    asks.set(sender, createAsk({ url: plane.url, authority }, { token }));
  }
  await inParallel(requests, async ({ sender, method, url, body }, index) => {
    const ask = asks.get(sender);
    if (!ask) throw new Error(`nobody is called ${sender}`);
    const headers = {
      "Audit-ID": idOf(index),
      ...(sender === ANONYMOUS && { Authorization: "" }),
    };
    const { status, text } = await ask(method, url, body, headers);
    if (status === 0) throw new Error(text);
  });
  let events = readLog(plane);
  await until("the log has every event", () => {
    events = readLog(plane);
    return Promise.resolve([...events.values()].flat().length >= wanted);
  }).catch(() => undefined);
  for (const ask of asks.values()) ask.close();
  // One that should not be there would come no later than the answer to another request.
  await plane.ask("GET", "/version");
  return readLog(plane);
}

function readLog({ folder }: ControlPlane): ReadonlyMap<string, readonly SeenEvent[]> {
  const events = new Map<string, SeenEvent[]>();
  for (const line of readFileSync(join(folder, "audit.log"), "utf8").split("\n")) {
    const event = parsed(line);
    const id = textAt(event, "auditID");
    if (!id.startsWith("asked-")) continue;
    events.set(id, [...(events.get(id) ?? []), seenEvent(event)]);
  }
  return events;
}

function seenEvent(event: JsonObject): SeenEvent {
  const level = textAt(event, "level");
  const hasRequest = event["requestObject"] !== undefined;
  const hasResponse = event["responseObject"] !== undefined;
  const isWrong =
    (hasRequest && level === "Metadata") || (hasResponse && level !== "RequestResponse");
  return {
    text: `${textAt(event, "stage")} ${level}`,
    hasBody: hasRequest || hasResponse,
    fault: isWrong ? JSON.stringify(event) : undefined,
  };
}

// The last line may not be whole yet.
function parsed(line: string): JsonObject {
  try {
    const value = JSON.parse(line) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
