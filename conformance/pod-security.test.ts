import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  type PodSpec,
  podTemplatesOf,
} from "@watertight/core/kubernetes";
import {
  admitPodSecurity,
  evaluatePod,
  parsePodSecurityConfiguration,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
  podSecurityChecksAt,
  withVolumeDefaults,
} from "@watertight/core/pod-security";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

const SUITE = suite("pod-security");

interface Fixture {
  readonly path: string;
  readonly level: string;
  readonly version: string;
  readonly expected: "pass" | "fail";
  readonly check: string | null;
  readonly error_substring: string | null;
}

interface UnitCase {
  readonly id: string;
  readonly check: string;
  readonly level: string;
  readonly version: string;
  readonly pod: KubernetesObject;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly detail: string | null;
}

interface Review {
  readonly id: string;
  readonly namespaces: readonly (KubernetesObject & { readonly metadata: { name: string } })[];
  readonly review: { readonly request: JsonObject };
  readonly expect: {
    readonly allowed: boolean;
    readonly code_reason: string | null;
    readonly warnings: boolean;
    readonly audit_keys: readonly string[];
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(SUITE.path, name), "utf8"));
}

function evaluate(object: KubernetesObject, levelText: string, versionText: string) {
  const [pod] = podTemplatesOf(object);
  const level = parsePodSecurityLevel(levelText);
  const version = parsePodSecurityVersion(versionText);
  if (!pod || !level || !version) throw new Error(`not a case: ${levelText} ${versionText}`);
  return evaluatePod(pod, { level, version });
}

// What runs instead of a baseline check where the restricted level forbids more.
const STRICTER_CHECKS: Readonly<Record<string, string>> = {
  capabilities_baseline: "capabilities_restricted",
  hostPathVolumes: "restrictedVolumes",
  procMount: "procMount_restricted",
  seccompProfile_baseline: "seccompProfile_restricted",
};

function isActive(check: string, level: "restricted", versionText: string): boolean {
  const version = parsePodSecurityVersion(versionText) ?? "latest";
  return podSecurityChecksAt({ level, version }).includes(check);
}

function failedChecks(object: KubernetesObject, level: string, version: string) {
  return evaluate(object, level, version).violations.map(({ check }) => check);
}

// Upstream posts these to an API server, so they are evaluated with its defaults; the unit cases are not.
function fixtureOf(path: string): KubernetesObject {
  const text = readFileSync(join(SUITE.path, "fixtures", path), "utf8");
  const object = load(text) as KubernetesObject & { readonly spec: PodSpec & JsonObject };
  return withVolumeDefaults(object);
}

describe("upstream's fixtures", needing(SUITE), () => {
  const fixtures = SUITE.isHere ? (read("fixtures.json") as readonly Fixture[]) : [];

  test("are all there", () => {
    expect(fixtures).toHaveLength(748);
  });

  test.each(fixtures)("$path", ({ path, level, version, expected, check, error_substring }) => {
    const object = fixtureOf(path);
    const verdict = evaluate(object, level, version);
    expect(verdict.allowed).toBe(expected === "pass");
    if (expected === "fail") {
      const named = check ?? "";
      if (level === "restricted" && !isActive(named, level, version)) {
        // Suppressed at this level by a stricter check, as upstream's registry does: both must refuse.
        expect(failedChecks(object, level, version)).toContain(STRICTER_CHECKS[named]);
        expect(failedChecks(object, "baseline", version)).toContain(named);
      } else {
        expect(failedChecks(object, level, version)).toContain(named);
      }
      expect(verdict.message).toContain(error_substring ?? "");
    }
  });
});

describe("upstream's unit cases", needing(SUITE), () => {
  const cases = SUITE.isHere ? (read("unit-cases.json") as readonly UnitCase[]) : [];

  test("are all there", () => {
    expect(cases).toHaveLength(34);
  });

  test.each(cases)("$id", ({ check, level, version, pod, allowed, reason, detail }) => {
    const { violations } = evaluate(pod, level, version);
    const own = violations.filter((violation) => violation.check === check);
    expect(
      own.map((violation) => ({ reason: violation.reason, detail: violation.detail })),
    ).toEqual(allowed ? [] : [{ reason, detail }]);
  });
});

describe("upstream's admission reviews", needing(SUITE), () => {
  const suite = SUITE.isHere
    ? (read("admission-reviews.json") as { config: JsonObject; cases: readonly Review[] })
    : { config: {}, cases: [] };

  test("are all there", () => {
    expect(suite.cases).toHaveLength(16);
  });

  test.each(suite.cases)("$id", ({ namespaces, review, expect: expected }) => {
    const { configuration, problems } = parsePodSecurityConfiguration({
      apiVersion: "pod-security.admission.config.k8s.io/v1",
      kind: "PodSecurityConfiguration",
      ...suite.config,
    });
    if (configuration === undefined) throw new Error(problems.join("; "));
    const response = admitPodSecurity(review.request, {
      configuration,
      getNamespace: (name) => namespaces.find(({ metadata }) => metadata.name === name),
      podsIn: () => [],
    });
    expect({
      allowed: response.allowed,
      code_reason: response.status?.["reason"] ?? null,
      warnings: (response.warnings ?? []).length > 0,
      audit_keys: Object.keys(response.auditAnnotations ?? {}).sort(),
    }).toEqual(expected);
  });
});

describe("samples of our own", () => {
  const pod = (spec: JsonValue): KubernetesObject => ({ apiVersion: "v1", kind: "Pod", spec });

  test.each([
    { level: "baseline", spec: { hostPID: true }, message: "host namespaces (hostPID=true)" },
    {
      level: "baseline",
      spec: { containers: [{ name: "a", securityContext: { privileged: true } }] },
      message: 'privileged (container "a" must not set securityContext.privileged=true)',
    },
    { level: "baseline", spec: { containers: [{ name: "a" }] }, message: "" },
  ])("$level says '$message'", ({ level, spec, message }) => {
    expect(isJsonObject(spec)).toBe(true);
    expect(evaluate(pod(spec), level, "latest").message).toBe(message);
  });
});
