import type { ConfigurationFile } from "@watertight/core/configuration";
import { type JsonObject, textAt } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { answer, DENY, PRIVILEGED, REFUSED } from "../../testing/answers.ts";
import { gateOf, podOf, requestOf } from "../../testing/reviews.ts";
import { decide, failed } from "./validate.ts";

describe("updates", () => {
  const update = (object: JsonObject, oldObject: JsonObject, existing?: "deny") =>
    answer(
      { operation: "UPDATE", object, oldObject },
      {
        ...DENY,
        admission: { ...DENY.admission, ...(existing && { existingViolations: existing }) },
      },
    );
  const more = podOf({ securityContext: { privileged: true }, image: "registry.example/web:2" });

  test("a weakness that was there before is told, and refused only where the configuration says so", () => {
    expect(update(more, PRIVILEGED)).toMatchObject({
      allowed: true,
      warnings: [
        'critical privileged-container: container "web" is privileged (spec.containers[0].securityContext.privileged), as before',
      ],
    });
    expect(update(more, PRIVILEGED, "deny").allowed).toBe(false);
  });

  test("one more container with the same weakness is a new one", () => {
    const second = { name: "two", image: "i:1", securityContext: { privileged: true } };
    const [first] = (PRIVILEGED["spec"] as { containers: JsonObject[] }).containers;
    const object = { ...PRIVILEGED, spec: { containers: [second, first ?? {}] } };
    expect(update(object, PRIVILEGED)).toMatchObject({
      allowed: false,
      status: { message: expect.stringContaining('container "two" is privileged') as string },
    });
  });

  test("finalizers and owners of a bad object can be changed", () => {
    const metadata = { name: "web", namespace: "shop", finalizers: ["a.example/b"] };
    expect(update({ ...PRIVILEGED, metadata }, PRIVILEGED, "deny")).toEqual({
      uid: REFUSED.uid,
      allowed: true,
    });
  });
});

describe("connections", () => {
  const connect = (subresource: string, namespace: string, mode: "deny" | "warn" = "deny") =>
    answer(
      {
        operation: "CONNECT",
        subresource,
        namespace,
        object: { apiVersion: "v1", kind: "PodExecOptions", command: ["sh"] },
        kind: ["", "v1", "PodExecOptions"],
      },
      {
        admission: {
          connections: [
            {
              mode,
              subresources: ["exec", "attach"],
              namespaces: ["prod-*"],
              reason: "by the runbook",
            },
          ],
        },
      },
    );

  test("exec and attach are refused where the configuration says so, with its reason", () => {
    expect(connect("exec", "prod-shop")).toMatchObject({
      allowed: false,
      status: { message: 'exec into pod "prod-shop/web" by user "ann": by the runbook', code: 403 },
      auditAnnotations: { decision: "denied" },
    });
    expect(connect("exec", "dev").allowed).toBe(true);
    expect(connect("portforward", "prod-shop").allowed).toBe(true);
    expect(connect("attach", "prod-shop", "warn")).toMatchObject({
      allowed: true,
      warnings: ['attach into pod "prod-shop/web" by user "ann": by the runbook'],
    });
  });
});

describe("Pod Security and policies", () => {
  test("Pod Security is asked where it is configured, in its own words", () => {
    const file: ConfigurationFile = {
      checks: { only: ["host-ipc"] },
      admission: { podSecurity: { defaults: { enforce: "baseline" } } },
    };
    expect(answer({ object: PRIVILEGED }, file)).toMatchObject({
      allowed: false,
      status: {
        message:
          'pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "web" must not set securityContext.privileged=true)',
        code: 403,
      },
      auditAnnotations: { "pod-security.enforce-policy": "baseline:latest" },
    });
  });

  const policy = (name: string, expression: string): readonly JsonObject[] => [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
        validations: [{ expression, message: `${name} says no` }],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: `${name}-everywhere` },
      spec: { policyName: name, validationActions: ["Deny"] },
    },
  ];

  test("policies of the users refuse in the API server's words, all of them beside the checks", () => {
    const policies = [...policy("one", "false"), ...policy("two", "object.metadata.name != 'web'")];
    const [one, two] = ["one", "two"].map(
      (name) =>
        `ValidatingAdmissionPolicy '${name}' with binding '${name}-everywhere' denied request: ${name} says no`,
    );
    expect(answer({ object: podOf() }, DENY, { policies }).status).toMatchObject({
      message: `pods "web" is forbidden: ${one}`,
      code: 422,
    });
    expect(answer({ object: PRIVILEGED }, DENY, { policies }).status).toMatchObject({
      message: `${REFUSED.status.message}; ${one}; ${two}`,
      code: 403,
    });
  });

  test.each([
    'http.Get("http://169.254.169.254/latest").body == ""',
    'resource.Get("v1", "secrets", "kube-system", "token") == null',
  ])("no expression asks anybody anything: %s", (expression) => {
    // Such functions of others were ways to metadata and Secrets (CVE-2026-4789, CVE-2026-22039).
    const { allowed, status } = answer({ object: podOf() }, DENY, {
      policies: policy("asking", expression),
    });
    expect([allowed, textAt(status, "message")]).toEqual([
      false,
      expect.stringContaining("undeclared reference"),
    ]);
  });

  test("an expression that fails refuses by its failure policy", () => {
    const policies = policy("failing", "object.spec.absent.more == 1");
    expect(answer({ object: podOf() }, DENY, { policies }).allowed).toBe(false);
  });
});

describe("where the evaluation itself fails", () => {
  const request = requestOf({ object: podOf() });
  const error = new Error("no idea");
  test("the request is refused, with the reason", () => {
    expect(failed(request, gateOf(DENY), error).response).toMatchObject({
      allowed: false,
      status: { message: "watertight could not evaluate the request: no idea", code: 500 },
      auditAnnotations: { decision: "failed-closed" },
    });
  });
  test("unless the configuration says otherwise, or nothing may be refused there", () => {
    const open = gateOf({ admission: { onError: "allow" } });
    expect(failed(request, open, error).response).toMatchObject({
      allowed: true,
      warnings: ["watertight could not evaluate the request: no idea"],
      auditAnnotations: { decision: "failed-open" },
    });
    const system = requestOf({ object: podOf(), namespace: "kube-system" });
    expect(failed(system, gateOf(DENY), error).response.allowed).toBe(true);
  });
  test("a decision that comes too late is none", () => {
    expect(() => decide(request, gateOf(DENY), { isOverdue: () => true })).toThrow("no time left");
  });
});

test("text of the object cannot reach into a terminal, and is bounded", () => {
  const hosts = Array.from({ length: 40 }, (_, at) => ({
    name: `c${at}\u001b[31m`,
    image: "i",
    securityContext: { privileged: true },
  }));
  const object = { ...PRIVILEGED, spec: { containers: hosts } };
  const { status } = answer({ object });
  expect(status?.["message"]).not.toContain("\u001b");
  expect(status?.["message"]).toMatch(/; and 30 more$/);
  const { warnings = [] } = answer(
    { object },
    { ...DENY, admission: { modes: [{ mode: "warn" }] } },
  );
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toBe("… and 20 more warnings");
});
