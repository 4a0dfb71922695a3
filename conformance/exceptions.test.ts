import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import type { Finding } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import {
  baselineOf,
  createBaselineMatcher,
  type ExceptionSettings,
  scan,
} from "@watertight/core/scan";
import type { Snapshot } from "@watertight/core/snapshot";
import { pick as pickOf, seeded, shuffled } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { randomSmallPod } from "./random-pods.ts";
import { readFiles } from "./reading.ts";

const DOCUMENTS = 10_000;
const FILES = 50;
// Which of two documents of one name is applied last is a matter of their files, and these are shuffled here.
const checks = builtInChecks().filter(({ id }) => id !== "object-replaced");
const ids = checks.map(({ id }) => id);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-conformance-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function documents(random: () => number): JsonObject[] {
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    const { metadata, spec } = randomSmallPod(random) as { metadata: JsonObject; spec: JsonObject };
    // Every tenth has the name of another one: a baseline has to count.
    const name = `pod-${index % 10 === 0 ? index % 100 : index}`;
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...metadata, name, namespace: `ns-${index % 7}` },
      spec,
    };
  });
}

/** YAML; annotations with characters that YAML cannot hold unescaped stay JSON. */
function blockStyle(object: JsonObject): string {
  const text = stringify(object);
  return /[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)
    ? JSON.stringify(object)
    : text;
}

async function snapshotOf(
  name: string,
  objects: readonly JsonObject[],
  print: (object: JsonObject) => string,
): Promise<Snapshot> {
  const files = Array.from({ length: FILES }, (_, file) =>
    objects.filter((_object, index) => index % FILES === file),
  );
  const paths = files.map((list, index) => {
    const path = join(folder, `${name}-${index}.yaml`);
    writeFileSync(path, list.map((object) => `${print(object)}\n`).join("---\n"));
    return path;
  });
  return readFiles(paths, { workingDirectory: folder });
}

it("a baseline knows the findings of ten thousand documents after shuffling, renaming and reformatting", async () => {
  const random = seeded(1);
  const objects = documents(random);
  const before = await snapshotOf("a", objects, blockStyle);
  const after = await snapshotOf("b", shuffled(random, objects), (object) =>
    JSON.stringify(object, null, 3),
  );
  const baseline = baselineOf(scan(createCluster(before), checks));
  expect(before.objects.length).toBe(DOCUMENTS);
  // Every pod has something that can be found in it.
  const pods = objects.map(({ metadata }) => {
    const { namespace, name } = metadata as Record<string, string>;
    return `Pod ${namespace}/${name}`;
  });
  expect(new Set(baseline.map(({ object }) => object))).toEqual(new Set(pods));
  const matcher = createBaselineMatcher(baseline);
  const news = [...scan(createCluster(after), checks)].filter(
    (finding) => !matcher.isKnown(finding),
  );
  expect(news).toEqual([]);
  expect(matcher.gone()).toEqual([]);
});

it("a baseline of ten thousand documents hides nothing that is new in one in fifty of them", async () => {
  const random = seeded(3);
  const objects = documents(random);
  const changed = new Set<string>();
  const more = objects.map((object, index) => {
    if (index % 50 !== 7) return object;
    const { name, namespace } = object["metadata"] as Record<string, string>;
    changed.add(`${namespace}/${name}`);
    const spec = object["spec"] as JsonObject;
    const containers = (spec["containers"] ?? []) as readonly JsonObject[];
    const fresh = { name: "fresh", image: "nginx", securityContext: { privileged: true } };
    return { ...object, spec: { ...spec, containers: [...containers, fresh] } };
  });
  const print = (object: JsonObject): string => JSON.stringify(object);
  const baseline = baselineOf(scan(createCluster(await snapshotOf("e", objects, print)), checks));
  const matcher = createBaselineMatcher(baseline);
  const after = await snapshotOf("f", shuffled(random, more), print);
  const news = [...scan(createCluster(after), checks)].filter(
    (finding) => !matcher.isKnown(finding),
  );
  const objectOf = ({ object }: Finding): string => `${object.namespace}/${object.name}`;
  const privileged = news.filter(({ check }) => check === "privileged-container");
  expect(changed.size).toBe(200);
  expect(privileged.map(objectOf).sort()).toEqual([...changed].sort());
  expect(privileged.filter(({ container }) => container !== "fresh")).toEqual([]);
  expect(news.filter((finding) => !changed.has(objectOf(finding)))).toEqual([]);
});

it("exceptions in ten thousand documents hide no other finding", async () => {
  const random = seeded(2);
  const ofPods = checks.flatMap(({ id, on }) => (on === "pod" ? [id] : []));
  // Most of what is excepted may be found in pods; the rest is of no use.
  const pick = (): string => pickOf(random, random() < 0.7 ? ofPods : ids);
  const objects = documents(random);
  const annotated = objects.map((object) => {
    const metadata = object["metadata"] as JsonObject;
    const annotations = {
      ...(metadata["annotations"] as JsonObject | undefined),
      "watertight.dev/ignore": `${pick()}, ${pick()}@a`,
      ...(random() < 0.9 ? { "watertight.dev/ignore-reason": "it has to" } : {}),
    };
    return { ...object, metadata: { ...metadata, annotations } };
  });
  const settings: ExceptionSettings = {
    today: "2026-07-01",
    configured: Array.from({ length: 50 }, (_, line) => ({
      exception: {
        checks: [pick()],
        namespace: `ns-${line % 7}`,
        name: `pod-*${line % 10}`,
        reason: "a",
        owner: "b",
      },
      location: { file: "w.yaml", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false },
    })),
    foreign: false,
    catalogue: checks,
    running: new Set(ids),
    complete: true,
  };
  const bare = await snapshotOf("c", objects, (object) => JSON.stringify(object));
  const snapshot = await snapshotOf("d", annotated, (object) => JSON.stringify(object));
  const found = [...scan(createCluster(snapshot), checks, { exceptions: settings })];
  const weaknesses = found.filter(({ check }) => !check.startsWith("exception-"));
  const identityOf = ({ fingerprint, standsFor = [] }: Finding): string =>
    [fingerprint, ...standsFor.map((each) => each.fingerprint).sort()].join(" ");
  // Documents of one name that only annotations tell apart are one object without them.
  const identitiesOf = (findings: Iterable<Finding>): readonly string[] =>
    [...new Set(Array.from(findings, identityOf))].sort();
  expect(identitiesOf(weaknesses)).toEqual(identitiesOf(scan(createCluster(bare), checks)));
  const excepted = weaknesses.filter(({ exception }) => exception);
  const isOfOne = ofOneDocument(annotated);
  const byKey = new Map(annotated.map((object) => [keyOf(object), object]));
  const covered = weaknesses.filter((finding) => isCovered(finding, byKey, settings));
  expect(excepted.filter(isOfOne)).toEqual(covered.filter(isOfOne));
  expect(covered.filter(isOfOne)).not.toEqual([]);
  for (const { check, container, object, exception } of excepted) {
    expect(exception?.checks).toEqual([check]);
    expect(exception?.reason).not.toBe("");
    if (exception?.container !== undefined) expect(container).toBe(exception.container);
    if (exception?.source !== "configuration") continue;
    expect(object.namespace).toBe(exception.namespace);
    expect(object.name).toMatch(new RegExp(`^${exception.name?.replace("*", ".*")}$`));
  }
});

/** Whether a finding is in an object whose name no other document has. */
function ofOneDocument(objects: readonly JsonObject[]): (finding: Finding) => boolean {
  const counts = new Map<string, number>();
  for (const key of objects.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return ({ object }) => counts.get(`${object.namespace ?? ""}/${object.name}`) === 1;
}

function keyOf({ metadata }: JsonObject): string {
  const { namespace, name } = metadata as Record<string, string>;
  return `${namespace}/${name}`;
}

/** Whether the annotations of the object or the configuration except a finding; read here again. */
function isCovered(
  { check, container, object }: Finding,
  objects: ReadonlyMap<string, JsonObject>,
  { configured }: ExceptionSettings,
): boolean {
  const { annotations } = (objects.get(`${object.namespace ?? ""}/${object.name}`)?.["metadata"] ??
    {}) as {
    readonly annotations: Readonly<Record<string, string>>;
  };
  const entries =
    annotations["watertight.dev/ignore-reason"] === undefined
      ? []
      : (annotations["watertight.dev/ignore"] ?? "").split(", ");
  return (
    entries.includes(check) ||
    (container === "a" && entries.includes(`${check}@a`)) ||
    configured.some(
      ({ exception: { checks: named, namespace, name = "" } }) =>
        named.includes(check) &&
        namespace === object.namespace &&
        object.name.endsWith(name.slice("pod-*".length)),
    )
  );
}
