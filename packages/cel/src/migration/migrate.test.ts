import { createAuthorizer } from "@watertight/core/access";
import { type JsonObject, listAt, textAt } from "@watertight/core/kubernetes";
import { snapshotOf } from "@watertight/core/testing";
import { describe, expect, it } from "vitest";
import { readPolicies, requestFor, surroundingsOf, validateRequest } from "../policies/index.ts";
import { migratePolicies } from "./migrate.ts";

const POD_RULE = { match: { any: [{ resources: { kinds: ["Pod"] } }] } };

function kyverno(rule: JsonObject, spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: "kyverno.io/v1",
    kind: "ClusterPolicy",
    metadata: { name: "p" },
    spec: { ...spec, rules: [{ name: "r", ...POD_RULE, ...rule }] },
  };
}

function refusalsOf(...objects: readonly JsonObject[]): readonly string[] {
  return migratePolicies(objects).flatMap(({ refused }) => refused);
}

/** The expression of the first policy that objects become. */
function expressionOf(...objects: readonly JsonObject[]): string {
  const [policy] = migratePolicies(objects).flatMap((each) => each.objects);
  return textAt(listAt(policy, "spec", "validations")[0], "expression");
}

function deniedBy(policies: readonly JsonObject[], pod: JsonObject): boolean {
  const { validating } = readPolicies(policies, 36);
  const snapshot = snapshotOf([]);
  const surroundings = surroundingsOf(snapshot, createAuthorizer(snapshot), false);
  const user = { name: "system:admin", uid: "", groups: ["system:masters"], extra: {} };
  const request = requestFor(pod, { operation: "CREATE", user }, surroundings.resources);
  return request !== undefined && !validateRequest(validating, request, surroundings).allowed;
}

function podWith(spec: JsonObject): JsonObject {
  const containers = [{ name: "c", image: "a/b:1" }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "x" }, spec: { containers, ...spec } };
}

describe("policies of Kyverno", () => {
  it("a pattern becomes a condition on the fields that the API has", () => {
    const pattern = {
      spec: { "=(hostNetwork)": "false", containers: [{ image: "!*:latest & a/*" }] },
    };
    expect(expressionOf(kyverno({ validate: { pattern } }))).toBe(
      "has(variables.pod.spec) && (!has(variables.pod.spec.hostNetwork) || !variables.pod.spec.hostNetwork) && has(variables.pod.spec.containers) && variables.pod.spec.containers.all(e0, has(e0.image) && (!e0.image.endsWith(':latest') && e0.image.startsWith('a/') || e0.image == '!*:latest & a/*'))",
    );
  });

  it("rules on Pods are written for controllers too, as Kyverno does, but where the policy says otherwise", () => {
    const named = (policy: JsonObject): readonly string[] =>
      JSON.stringify(migratePolicies([policy])).match(/"(?:deployments|cronjobs|pods)"/g) ?? [];
    const policy = kyverno({ validate: { pattern: { spec: { "X(hostPID)": "null" } } } });
    const none = { "pod-policies.kyverno.io/autogen-controllers": "none" };
    expect(named(policy)).toEqual(['"pods"', '"deployments"', '"cronjobs"']);
    expect(named({ ...policy, metadata: { name: "p", annotations: none } })).toEqual(['"pods"']);
  });

  it("conditions on lists within lists become quantifiers", () => {
    const key =
      "{{ request.object.spec.[initContainers, containers][].securityContext.capabilities.add[] }}";
    const all = [{ key, operator: "AnyNotIn", value: ["CHOWN"] }];
    expect(expressionOf(kyverno({ validate: { deny: { conditions: { all } } } }))).toBe(
      "!(variables.pod.?spec.?initContainers.orValue([]) + variables.pod.?spec.?containers.orValue([])).exists(item, item.?securityContext.?capabilities.?add.orValue([]).exists(item2, !(item2 == 'CHOWN')))",
    );
  });

  it("a rule that denies lets an object be updated that was no better before", () => {
    const policy = kyverno(
      { validate: { pattern: { spec: { "X(hostPID)": "null" } } } },
      { validationFailureAction: "Enforce" },
    );
    expect(expressionOf(policy)).toBe(
      "variables.isGood || request.operation == 'UPDATE' && !variables.wasGood",
    );
  });

  it("what cannot be said in CEL is refused with its reason, and nothing of it is written", () => {
    const refusals = [
      { generate: {} },
      { verifyImages: [] },
      { context: [{ name: "map" }], validate: { pattern: {} } },
      { validate: { pattern: { spec: { hostPID: "{{ request.x }}" } } } },
      { validate: { deny: { conditions: [{ key: "{{ x() }}", operator: "Equals", value: 1 }] } } },
      { ...POD_RULE, exclude: { clusterRoles: ["admin"] }, validate: { pattern: {} } },
    ].map((rule) => {
      const [migrated] = migratePolicies([kyverno(rule)]);
      expect(migrated?.objects).toEqual([]);
      return migrated?.refused[0];
    });
    expect(refusals).toEqual([
      "the rule makes other objects, which no admission policy does",
      "the rule asks for signatures of images, which no expression reads",
      "the context map is read from outside of the request",
      'the pattern "{{ request.x }}" holds a variable',
      "the expression x() is not translated",
      "no expression asks which roles a user has",
    ]);
  });

  it("hostile rules are refused and end", () => {
    for (const validate of [
      { pattern: 1 },
      { pattern: { __proto__: { "": [[[]]] } } },
      { foreach: [{ list: "(".repeat(5000) }] },
      { deny: { conditions: { all: [null, 1, "x"] } } },
    ]) {
      expect(() => migratePolicies([kyverno({ validate })])).not.toThrow();
    }
  });
});

const TEMPLATE: JsonObject = {
  apiVersion: "templates.gatekeeper.sh/v1",
  kind: "ConstraintTemplate",
  metadata: { name: "k" },
  spec: {
    crd: { spec: { names: { kind: "K" } } },
    targets: [
      {
        code: [
          {
            engine: "K8sNativeValidation",
            source: {
              validations: [
                { expression: "object.metadata.name in variables.params.names", message: "no" },
              ],
            },
          },
        ],
      },
    ],
  },
};

function constraint(spec: JsonObject): JsonObject {
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: "K",
    metadata: { name: "c" },
    spec: { match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }] }, ...spec },
  };
}

describe("constraints of Gatekeeper", () => {
  it("a template's own expressions hold with the parameters of the constraint", () => {
    const objects = migratePolicies([
      TEMPLATE,
      constraint({ parameters: { names: ["x"] } }),
    ]).flatMap((each) => each.objects);
    const pod = podWith({});
    expect(deniedBy(objects, pod)).toBe(false);
    expect(deniedBy(objects, { ...pod, metadata: { name: "y" } })).toBe(true);
  });

  it("Rego that is not known, a missing template and an unknown action are refused", () => {
    const rego = {
      ...TEMPLATE,
      spec: { ...(TEMPLATE["spec"] as JsonObject), targets: [{ rego: "package k" }] },
    };
    expect(refusalsOf(rego, constraint({}))).toEqual([
      "its Rego is none of Gatekeeper's library that is known here, and Rego is not translated",
    ]);
    expect(refusalsOf(constraint({}))).toEqual(["the template of the kind K is not in the input"]);
    expect(refusalsOf(TEMPLATE, constraint({ enforcementAction: "shout" }))).toEqual([
      "the action shout is none of an admission policy",
    ]);
    expect(refusalsOf(TEMPLATE)).toEqual(["no constraint of its kind is in the input"]);
  });
});

describe("PodSecurityPolicies", () => {
  const psp = (spec: JsonObject): JsonObject => ({
    apiVersion: "policy/v1beta1",
    kind: "PodSecurityPolicy",
    metadata: {
      name: "own",
      annotations: { "seccomp.security.alpha.kubernetes.io/allowedProfileNames": "*" },
    },
    spec: {
      volumes: ["secret", "configMap"],
      runAsUser: { rule: "RunAsAny" },
      seLinux: { rule: "RunAsAny" },
      fsGroup: { rule: "RunAsAny" },
      supplementalGroups: { rule: "RunAsAny" },
      ...spec,
    },
  });

  const cases: readonly (readonly [string, JsonObject, JsonObject, boolean])[] = [
    ["nothing special", {}, {}, false],
    ["a host namespace", {}, { hostPID: true }, true],
    ["an allowed host namespace", { hostPID: true }, { hostPID: true }, false],
    ["a host port", {}, { containers: [{ name: "c", ports: [{ hostPort: 80 }] }] }, true],
    [
      "one in a range",
      { hostPorts: [{ min: 80, max: 90 }] },
      { containers: [{ name: "c", ports: [{ hostPort: 80 }] }] },
      false,
    ],
    ["a volume", {}, { volumes: [{ name: "v", hostPath: { path: "/x" } }] }, true],
    ["an allowed volume", {}, { volumes: [{ name: "v", secret: { secretName: "s" } }] }, false],
    [
      "the token of an account",
      {},
      {
        volumes: [
          { name: "v", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } },
        ],
      },
      false,
    ],
    [
      "another projected volume",
      {},
      { volumes: [{ name: "v", projected: { sources: [{ secret: { name: "s" } }] } }] },
      true,
    ],
    [
      "root",
      { runAsUser: { rule: "MustRunAsNonRoot" } },
      { securityContext: { runAsUser: 0 } },
      true,
    ],
    [
      "another user",
      { runAsUser: { rule: "MustRunAsNonRoot" } },
      { securityContext: { runAsUser: 7 } },
      false,
    ],
    [
      "an unsafe sysctl",
      {},
      { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } },
      true,
    ],
    [
      "a sysctl of a pattern",
      { allowedUnsafeSysctls: ["kernel.*"] },
      { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } },
      false,
    ],
    [
      "a host path",
      { volumes: ["hostPath"], allowedHostPaths: [{ pathPrefix: "/a" }] },
      { volumes: [{ name: "v", hostPath: { path: "/ab" } }] },
      true,
    ],
    [
      "a host path below",
      { volumes: ["hostPath"], allowedHostPaths: [{ pathPrefix: "/a" }] },
      { volumes: [{ name: "v", hostPath: { path: "/a/b" } }] },
      false,
    ],
  ];

  it.each(cases)("%s is decided as it was", (_, spec, pod, denied) => {
    const objects = migratePolicies([psp(spec)]).flatMap((each) => each.objects);
    expect(deniedBy(objects, podWith(pod))).toBe(denied);
  });

  it("each says which level of Pod Security it comes to", () => {
    const levels = [
      psp({}),
      psp({ privileged: true }),
      psp({
        allowPrivilegeEscalation: false,
        requiredDropCapabilities: ["ALL"],
        runAsUser: { rule: "MustRunAsNonRoot" },
      }),
    ].map((each) => /level (\w+)/.exec(migratePolicies([each])[0]?.remarks.join() ?? "")?.[1]);
    expect(levels).toEqual(["baseline", "privileged", "restricted"]);
  });
});
