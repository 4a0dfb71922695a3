import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluateAll, evaluatePod, exampleSnapshot, print } from "../../testing/checks.ts";
import { type ObjectCheck, type PodCheck, type PodExample, TOPICS } from "./check.ts";
import { formerIdsOf } from "./former-ids.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";

const all = builtInChecks(EXAMPLE_PARAMETERS);
// Exceptions are judged by what a scan finds: exception-checks.test.ts.
const checks = all.filter((check) => check.on !== "exception");
const podChecks = checks.filter((check): check is PodCheck => check.on === "pod");

it("lists one check per file, in order", () => {
  const folders = readdirSync(new URL("./", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !["facts", "parameters", "writing"].includes(name));
  expect(TOPICS).toEqual(expect.arrayContaining(folders));
  // A topic may still be without checks, and a folder without files is not kept.
  const files = TOPICS.filter((topic) => folders.includes(topic)).flatMap((topic) =>
    readdirSync(new URL(`${topic}/`, import.meta.url))
      .filter((file) => file !== "index.ts")
      .sort()
      .map((file) => `${topic}/${file}`),
  );
  expect(all.map(({ topic, id }) => `${topic}/${id}.ts`)).toEqual(files);
});

it("knows a renamed check by its former id, which no check has", () => {
  const ids = new Set(all.map(({ id }) => id));
  const former = formerIdsOf(all);
  for (const id of former.keys()) expect(ids).not.toContain(id);
  const renamed = all.filter(({ formerId }) => formerId !== undefined);
  expect(renamed.map(({ id, formerId = "" }) => [formerId, former.get(formerId), id])).toEqual(
    renamed.map(({ id, formerId }) => [formerId, [id], id]),
  );
  expect(former.get("pod-cut-off")).toEqual(["pod-traffic-denied"]);
  expect(former.get("label-invalid")).toEqual(["object-refused"]);
});

it("reports nothing of what is configured where nothing is", () => {
  const configured = [
    "cpu-limit-set",
    "image-registry-forbidden",
    "image-registry-not-allowed",
    "label-differs-from-name",
    "probe-field-missing",
    "resource-out-of-bounds",
    "required-annotations-missing",
    "required-labels-missing",
    "workload-namespace-missing",
  ];
  const unconfigured = builtInChecks()
    .filter((check) => check.on !== "exception")
    .filter(({ id }) => configured.includes(id));
  expect(unconfigured).toHaveLength(9);
  for (const check of unconfigured) {
    for (let index = 0; index < check.examples.violating.length; index++) {
      expect(reports(check)[index]?.actual).toEqual([]);
    }
  }
});

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it.each(reports(check).map((each) => [each.title, each] as const))("decides %s", (_, each) => {
    expect(each.actual).toEqual(each.expected);
  });

  it("words its violations alike", () => {
    for (const { violations } of check.examples.violating) {
      for (const violation of violations) expect(violation).toMatch(/: [a-z].*[^.]$/);
    }
  });

  it("names the tools of its aliases, each name once", () => {
    const { aliases = [] } = check;
    expect(new Set(aliases).size).toBe(aliases.length);
    for (const alias of aliases) {
      expect(alias).toMatch(
        /^(checkov|datree|kube-linter|kube-score|kubescape|kubesec|polaris|popeye|trivy|watertight):\S+$/,
      );
    }
  });

  it("explains itself in whole sentences", () => {
    expect(check.description).toMatch(/^[A-Z`].*\.$/s);
    expect(check.remediation).toMatch(/^[A-Z].*[.`]$/s);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe.each(podChecks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it.each(["initContainers", "ephemeralContainers"] as const)(
    "treats %s like containers",
    (list) => {
      for (const { pod, violations, ...around } of check.examples.violating) {
        const { containers = [], ...rest } = pod.spec;
        const moved = { ...pod, spec: { ...rest, [list]: containers } };
        expect(evaluatePod(check, { ...around, pod: moved }).map(print)).toEqual(
          violations.map((violation) => violation.replace(/^spec\.containers/, `spec.${list}`)),
        );
      }
    },
  );

  it("names the container whose field it reports, and no other", () => {
    for (const example of check.examples.violating) {
      for (const { path, container } of evaluatePod(check, example)) {
        const [, list, index] = path;
        const names = (example.pod.spec.containers ?? []).map(({ name }) => name);
        // A field of the pod may be about a container too, as an annotation is.
        const right = list === "containers" ? [names[Number(index)]] : [undefined, ...names];
        expect(right).toContain(container);
      }
    }
  });
});

interface Report {
  readonly title: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

function reports(check: PodCheck | ObjectCheck): readonly Report[] {
  if (check.on === "pod") {
    const report = (example: PodExample): readonly string[] =>
      evaluatePod(check, example).map(print);
    return [
      ...check.examples.violating.map((each) => ({
        title: each.title,
        expected: each.violations,
        actual: report(each),
      })),
      ...check.examples.compliant.map((each) => ({
        title: each.title,
        expected: [],
        actual: report(each),
      })),
    ];
  }
  return [
    ...check.examples.violating.map((each) => ({
      title: each.title,
      expected: each.violations,
      actual: evaluateAll(check, exampleSnapshot(each)),
    })),
    ...check.examples.compliant.map((each) => ({
      title: each.title,
      expected: [],
      actual: evaluateAll(check, exampleSnapshot(each)),
    })),
  ];
}
