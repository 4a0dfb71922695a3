import type { ConfigurationFile } from "@watertight/core/configuration";
import type { JsonObject } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { type Asked, gateOf, namespaceOf, podOf, requestOf } from "../../testing/reviews.ts";
import { decide, failed } from "./validate.ts";

const NOW = { isOverdue: () => false };
const PRIVILEGED = podOf({ securityContext: { privileged: true } });
const DENY: ConfigurationFile = {
  checks: { only: ["privileged-container", "host-network"] },
  admission: { modes: [{ mode: "deny" }] },
};

function answer(asked: Asked, file: ConfigurationFile = DENY, more?: Parameters<typeof gateOf>[1]) {
  return decide(requestOf(asked), gateOf(file, more), NOW).response;
}

const REFUSED = {
  uid: "b1f2c1f0-0000-4000-8000-000000000001",
  allowed: false,
  status: {
    metadata: {},
    status: "Failure",
    message:
      'critical privileged-container: container "web" is privileged (spec.containers[0].securityContext.privileged)',
    reason: "Forbidden",
    details: {
      causes: [
        {
          reason: "privileged-container",
          message: 'container "web" is privileged',
          field: "spec.containers[0].securityContext.privileged",
        },
      ],
    },
    code: 403,
  },
  auditAnnotations: {
    findings:
      '[{"check":"privileged-container","severity":"critical","mode":"deny","path":"spec.containers[0].securityContext.privileged","message":"container \\"web\\" is privileged","container":"web"}]',
    decision: "denied",
  },
};

test("a refusal names check, message and field as scan does, with the proof for the audit log", () => {
  expect(answer({ object: PRIVILEGED })).toEqual(REFUSED);
});

test("an object without a finding is admitted without a word", () => {
  expect(answer({ object: podOf() })).toEqual({ uid: REFUSED.uid, allowed: true });
});

describe("modes", () => {
  const mode = (admission: ConfigurationFile["admission"], namespace = "shop") => {
    const {
      allowed,
      warnings = [],
      auditAnnotations,
    } = answer(
      { object: PRIVILEGED, namespace },
      { checks: { only: ["privileged-container"] }, ...(admission && { admission }) },
      { objects: [namespaceOf(namespace)] },
    );
    return [allowed ? "allowed" : "denied", warnings.length, Boolean(auditAnnotations)];
  };
  test.each([
    ["nothing configured warns of what is grave", undefined, ["allowed", 1, true]],
    ["deny", [{ mode: "deny" }], ["denied", 0, true]],
    ["audit tells the log alone", [{ mode: "audit" }], ["allowed", 0, true]],
    ["off does not look", [{ mode: "off" }], ["allowed", 0, false]],
    [
      "the last rule decides",
      [{ mode: "deny" }, { mode: "audit", checks: ["privileged-container"] }],
      ["allowed", 0, true],
    ],
    [
      "a rule for other checks does not",
      [{ mode: "deny" }, { mode: "audit", checks: ["host-network"] }],
      ["denied", 0, true],
    ],
    [
      "a rule for worse findings does not",
      [{ mode: "warn" }, { mode: "deny", severity: "critical" }],
      ["denied", 0, true],
    ],
    [
      "names of namespaces have stars",
      [{ mode: "warn" }, { mode: "deny", namespaces: ["s*p"] }],
      ["denied", 0, true],
    ],
    ["and exceptions", [{ mode: "deny", exceptNamespaces: ["sh*"] }], ["allowed", 0, true]],
  ] as const)("%s", (_, modes, expected) => {
    expect(mode(modes && { modes })).toEqual(expected);
  });
});

describe("what has failed others before", () => {
  test("all container lists are judged: init, sidecar and ephemeral", () => {
    const bad = { image: "registry.example/x:1", securityContext: { privileged: true } };
    const spec = {
      initContainers: [
        { name: "init", ...bad },
        { name: "side", restartPolicy: "Always", ...bad },
      ],
      ephemeralContainers: [{ name: "debug", ...bad }],
    };
    const { status } = answer({ object: podOf({}, spec) });
    expect((status?.["details"] as JsonObject)["causes"]).toMatchObject([
      { field: "spec.initContainers[0].securityContext.privileged" },
      { field: "spec.initContainers[1].securityContext.privileged" },
      { field: "spec.ephemeralContainers[0].securityContext.privileged" },
    ]);
  });

  test("a container that is added by the subresource ephemeralcontainers is judged", () => {
    const debug = { name: "d", image: "i:1", securityContext: { privileged: true } };
    const asked = {
      operation: "UPDATE",
      subresource: "ephemeralcontainers",
      object: podOf({}, { ephemeralContainers: [debug] }),
      oldObject: podOf(),
    };
    expect(answer(asked).allowed).toBe(false);
  });

  test("a deletionTimestamp is no way around", () => {
    const metadata = { name: "web", namespace: "shop", deletionTimestamp: "2026-01-01T00:00:00Z" };
    const asked = { operation: "UPDATE", object: { ...PRIVILEGED, metadata }, oldObject: podOf() };
    expect(answer(asked).allowed).toBe(false);
  });

  test("labels of the namespace or the object exempt from nothing", () => {
    const labels = { "admission.watertight.dev/ignore": "true", "control-plane": "x" };
    const object = { ...PRIVILEGED, metadata: { name: "web", namespace: "shop", labels } };
    const objects = [namespaceOf("shop", labels)];
    expect(answer({ object }, DENY, { objects }).allowed).toBe(false);
  });

  test("whose service account or group it is exempts from nothing", () => {
    const user = "system:serviceaccount:kube-system:replicaset-controller";
    expect(answer({ object: PRIVILEGED, user }).allowed).toBe(false);
  });

  test.each(["apps/v1", "apps/v1beta1", "extensions/v1beta1"])(
    "every served version is judged: %s",
    (apiVersion) => {
      const [group = "", version = ""] = apiVersion.split("/");
      const object = {
        apiVersion,
        kind: "Deployment",
        metadata: { name: "web", namespace: "shop" },
        spec: { template: { metadata: {}, spec: PRIVILEGED["spec"] ?? null } },
      };
      const asked: Asked = {
        object,
        kind: [group, version, "Deployment"],
        resource: "deployments",
      };
      expect(answer(asked)).toMatchObject({
        allowed: false,
        status: {
          details: {
            causes: [{ field: "spec.template.spec.containers[0].securityContext.privileged" }],
          },
        },
      });
    },
  );

  test("exceptions of the configuration hold in their scope, and until their day", () => {
    const exceptions = [
      {
        checks: ["privileged-container"],
        namespace: "shop",
        name: "web",
        reason: "driver",
        owner: "ops",
        until: "2026-07-01",
      },
    ];
    const file = { ...DENY, exceptions };
    expect(answer({ object: PRIVILEGED }, file)).toMatchObject({
      allowed: true,
      auditAnnotations: {
        findings: expect.stringContaining(
          '"exception":{"reason":"driver","owner":"ops"}',
        ) as string,
      },
    });
    const other = { ...PRIVILEGED, metadata: { name: "web", namespace: "other" } };
    expect(answer({ object: other, namespace: "other" }, file).allowed).toBe(false);
    expect(answer({ object: PRIVILEGED }, file, { today: () => "2026-07-02" }).allowed).toBe(false);
  });

  test("an object cannot except itself, unless the configuration lets it", () => {
    const annotations = {
      "watertight.dev/ignore": "privileged-container",
      "watertight.dev/ignore-reason": "we say so",
    };
    const object = { ...PRIVILEGED, metadata: { name: "web", namespace: "shop", annotations } };
    expect(answer({ object }).allowed).toBe(false);
    const trusting = { ...DENY, admission: { ...DENY.admission, annotatedExceptions: true } };
    expect(answer({ object }, trusting).allowed).toBe(true);
  });

  test.each(["kube-system", "kube-node-lease", "watertight"])(
    "nothing is refused in %s, and it is told",
    (namespace) => {
      const object = { ...PRIVILEGED, metadata: { name: "web", namespace } };
      expect(
        answer({ object, namespace }, DENY, { objects: [namespaceOf(namespace)] }),
      ).toMatchObject({
        allowed: true,
        warnings: [
          'would be refused elsewhere: critical privileged-container: container "web" is privileged (spec.containers[0].securityContext.privileged)',
        ],
        auditAnnotations: { decision: "exempt" },
      });
    },
  );

  test("roles of the server itself are never refused, others of that kind are", () => {
    const role = (name: string): JsonObject => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name },
      rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
    });
    const asked = (name: string): Asked => ({
      object: role(name),
      kind: ["rbac.authorization.k8s.io", "v1", "ClusterRole"],
      ...{ resource: "clusterroles", namespace: "", name },
    });
    const file: ConfigurationFile = {
      admission: { modes: [{ mode: "deny", severity: "critical" }] },
    };
    expect(answer(asked("watertight"), file).allowed).toBe(true);
    expect(answer(asked("everything"), file)).toMatchObject({
      allowed: false,
      status: { message: expect.stringContaining("critical wildcard-everything-role") as string },
    });
  });
});

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
