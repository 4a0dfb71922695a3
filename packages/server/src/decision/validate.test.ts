import type { ConfigurationFile } from "@watertight/core/configuration";
import { type JsonObject, listAt } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { answer, DENY, PRIVILEGED, REFUSED } from "../../testing/answers.ts";
import { type Asked, namespaceOf, podOf } from "../../testing/reviews.ts";

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
    expect(listAt(status, "details", "causes")).toMatchObject([
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
