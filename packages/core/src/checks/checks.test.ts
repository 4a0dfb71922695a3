import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Check, type PodCheck, type PodExample, TOPICS } from "../check.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";
import { evaluateAll, evaluatePod, print, snapshotOf } from "./testing.ts";

const checks = builtInChecks(EXAMPLE_PARAMETERS);
const podChecks = checks.filter((check): check is PodCheck => check.on === "pod");

it("lists one check per file, in order", () => {
  const files = TOPICS.flatMap((topic) =>
    readdirSync(new URL(`${topic}/`, import.meta.url))
      .sort()
      .map((file) => `${topic}/${file}`),
  );
  expect(checks.map(({ topic, id }) => `${topic}/${id}.ts`)).toEqual(files);
});

it("reports nothing of what is configured where nothing is", () => {
  const configured = [
    "image-registry-not-allowed",
    "required-annotations-missing",
    "required-labels-missing",
  ];
  const unconfigured = builtInChecks().filter(({ id }) => configured.includes(id));
  expect(unconfigured).toHaveLength(3);
  for (const check of unconfigured) {
    for (let index = 0; index < check.examples.violating.length; index++) {
      expect(reports(check)[index]?.actual).toEqual([]);
    }
  }
});

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  const all = reports(check);

  it.each(all.map((each) => [each.title, each] as const))("decides %s", (_, each) => {
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
        /^(checkov|datree|kube-linter|kube-score|kubescape|kubesec|polaris|popeye|trivy):\S+$/,
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
      for (const { pod, violations, objects } of check.examples.violating) {
        const { containers = [], ...rest } = pod.spec;
        const moved = { ...pod, spec: { ...rest, [list]: containers } };
        expect(evaluatePod(check, moved, objects).map(print)).toEqual(
          violations.map((violation) => violation.replace(/^spec\.containers/, `spec.${list}`)),
        );
      }
    },
  );

  it("names the container whose field it reports", () => {
    for (const { pod, objects } of check.examples.violating) {
      for (const { path, container } of evaluatePod(check, pod, objects)) {
        if (path[1] !== "containers") continue;
        expect(container).toBe(pod.spec.containers?.[Number(path[2])]?.name);
      }
    }
  });
});

interface Report {
  readonly title: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

function reports(check: Check): readonly Report[] {
  if (check.on === "pod") {
    const report = ({ pod, objects }: PodExample): readonly string[] =>
      evaluatePod(check, pod, objects).map(print);
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
      actual: evaluateAll(check, snapshotOf(each.objects)),
    })),
    ...check.examples.compliant.map((each) => ({
      title: each.title,
      expected: [],
      actual: evaluateAll(check, snapshotOf(each.objects)),
    })),
  ];
}
