import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
  podTemplatesOf,
  textAt,
} from "@watertight/core/kubernetes";
import {
  evaluatePod,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
} from "@watertight/core/pod-security";
import { pick, seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { suite } from "../../conformance/suites.ts";
import {
  CONTROL_PLANE,
  type ControlPlane,
  type Minor,
  NEWEST,
  OLDER,
  startControlPlane,
} from "../control-plane/index.ts";
import { extent, seedOf } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { mustCreate, namespace } from "./objects.ts";
import { randomValidPod } from "./random-valid-pods.ts";

const SEED = seedOf(20_261_131);
/** Of the newest version, and of the older one. */
const PODS: Readonly<Record<Minor, number>> = { "1.36": 2000, "1.34": extent(300, 2000) };
const LEVELS = ["baseline", "restricted"] as const;
const SUITE = suite("pod-security");

interface Question {
  readonly pod: KubernetesObject;
  readonly level: string;
  /** As a namespace's label has it: `v1.25`, `latest`. */
  readonly version: string;
}

describe.each([NEWEST, OLDER])("Pod Security of Kubernetes %s", needing(CONTROL_PLANE), (minor) => {
  let plane: ControlPlane;
  const versions = versionsOf(minor);
  beforeAll(async () => {
    plane = await startControlPlane({ version: minor });
    const spaces = LEVELS.flatMap((level) =>
      versions.map((version) => namespace(spaceOf(level, version), labelsOf(level, version))),
    );
    await inParallel(spaces, (space) => mustCreate(plane.ask, space));
  });
  afterAll(() => plane.stop());

  test(`the server's admission says the same of ${PODS[minor]} random Pods (seed ${SEED})`, async () => {
    const random = seeded(SEED + minorOf(minor));
    // A few in a hundred are none that the API takes.
    const drawn = Array.from(
      { length: PODS[minor] * 1.1 },
      (_, index): Question => ({
        level: LEVELS[index % 2] ?? "",
        version: pick(random, versions),
        pod: randomValidPod(random, `p${index}`),
      }),
    );
    const { differences, seen } = await compared(plane, drawn, PODS[minor]);
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(seen.allowed + seen.refused).toBe(PODS[minor]);
    // Both verdicts come up often, or the comparison would mean little.
    expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(PODS[minor] / 5);
  });

  test("and of upstream's own unit cases", needing(SUITE), async () => {
    const cases = JSON.parse(
      readFileSync(join(SUITE.path, "unit-cases.json"), "utf8"),
    ) as readonly Question[];
    const known = new Set(versions);
    const questions = cases
      .map(({ pod, level, version }, index) => ({ level, version, pod: completed(pod, index) }))
      .filter(({ level, version }) => LEVELS.some((each) => each === level) && known.has(version));
    const { differences, seen } = await compared(plane, questions, cases.length);
    expect(differences).toEqual([]);
    // Three cannot be asked: an annotation without a name, a probe of an init container, and volumes without their fields.
    expect([cases.length, seen.allowed, seen.refused]).toEqual([34, 1, 30]);
  });
});

/** All versions whose checks a server has, and the one after it, which is judged by the newest that it knows. */
function versionsOf(minor: Minor): readonly string[] {
  return [...Array.from({ length: minorOf(minor) + 2 }, (_, index) => `v1.${index}`), "latest"];
}

function minorOf(minor: Minor): number {
  return Number(minor.slice(2));
}

function spaceOf(level: string, version: string): string {
  return `${level}-${version.replaceAll(".", "-")}`;
}

function labelsOf(level: string, version: string): Readonly<Record<string, string>> {
  const prefix = "pod-security.kubernetes.io";
  return { [`${prefix}/enforce`]: level, [`${prefix}/enforce-version`]: version };
}

/** A unit case as a Pod that could be created: they have only what their check reads. */
function completed(pod: KubernetesObject, index: number): KubernetesObject {
  const text = JSON.stringify(pod)
    .replaceAll(/"(httpGet|tcpSocket)":\{(?!\})/g, '"$1":{"port":80,')
    .replaceAll(/"(httpGet|tcpSocket)":\{\}/g, '"$1":{"port":80}');
  const { spec = {}, metadata = {} } = JSON.parse(text) as JsonObject;
  const annotated = Object.keys(objectAt(metadata, "annotations")).flatMap((key) => {
    const [, name = ""] = /^container[.][^/]*[/](.+)$/.exec(key) ?? [];
    return name === "" ? [] : [{ name }];
  });
  const complete = (containers: readonly JsonValue[], prefix: string): readonly JsonObject[] =>
    containers.map((container, at) => ({
      name: `${prefix}${at}`,
      image: "i",
      ...(isJsonObject(container) ? container : {}),
    }));
  const containers = [...listAt(spec, "containers"), ...annotated];
  const initContainers = complete(listAt(spec, "initContainers"), "i");
  return {
    ...pod,
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...objectAt(metadata), name: `case-${index}` },
    spec: {
      ...objectAt(spec),
      containers: complete(containers.length > 0 ? containers : [{}], "c"),
      ...(initContainers.length > 0 && { initContainers }),
    },
  };
}

interface Seen {
  readonly allowed: number;
  readonly refused: number;
  /** Said in other words than of the Pod as it is written. */
  readonly reworded: number;
}

/** Asks about the Pods that the API takes, at most so many. */
async function compared(
  plane: ControlPlane,
  drawn: readonly Question[],
  most: number,
): Promise<{ readonly differences: readonly unknown[]; readonly seen: Seen }> {
  const stored = await inParallel(drawn, ({ pod }) => storedOf(plane, pod));
  const questions = drawn
    .flatMap((question, index) => {
      const pod = stored[index];
      return pod ? [{ ...question, stored: pod }] : [];
    })
    .slice(0, most);
  const answers = await inParallel(questions, (question) => asked(plane, question));
  const seen = { allowed: 0, refused: 0, reworded: 0 };
  const differences = questions.flatMap((question, index) => {
    const their = answers[index] ?? "";
    seen[their === "" ? "allowed" : "refused"] += 1;
    const written = messageOf(question, question.pod, plane.version);
    if (written === their) return [];
    // The server has made fields of annotations, and ports of the host's of a container's, before it judges.
    seen.reworded += 1;
    const ours = messageOf(question, question.stored, plane.version);
    const isSame = ours === their && (written === "") === (their === "");
    return isSame ? [] : [{ ours, written, their, question: JSON.stringify(question) }];
  });
  return { differences, seen };
}

/** A Pod as the server would store it where nothing forbids it; undefined where it is none that the API takes. */
async function storedOf(
  { ask }: ControlPlane,
  pod: KubernetesObject,
): Promise<KubernetesObject | undefined> {
  const { json } = await ask("POST", "/api/v1/namespaces/default/pods?dryRun=All", pod);
  return isKubernetesObject(json) && json.kind === "Pod" ? json : undefined;
}

/** Why the server refuses a Pod, in its words; "" where it would take it. */
async function asked({ ask }: ControlPlane, { pod, level, version }: Question): Promise<string> {
  const pods = `/api/v1/namespaces/${spaceOf(level, version)}/pods`;
  const { status, json } = await ask("POST", `${pods}?dryRun=All`, pod);
  if (status === 201) return "";
  const message = textAt(json, "message");
  const [, violations] =
    /^pods "[^"]*" is forbidden: violates PodSecurity "[^"]*": (.*)$/s.exec(message) ?? [];
  return violations ?? message;
}

function messageOf({ level, version }: Question, pod: KubernetesObject, server: Minor): string {
  const [template] = podTemplatesOf(pod);
  const newest = minorOf(server);
  const asked = version === "latest" ? newest : Math.min(Number(version.slice(3)), newest);
  const at = {
    level: parsePodSecurityLevel(level),
    version: parsePodSecurityVersion(`v1.${asked}`),
  };
  if (!template || !at.level || !at.version) throw new Error(`no question: ${level} ${version}`);
  return evaluatePod(template, { level: at.level, version: at.version }).message;
}
