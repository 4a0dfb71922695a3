import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeObject, decodeStructure } from "./decode.ts";
import { formatFieldPath } from "./field-path.ts";
import type { JsonObject, JsonValue } from "./json.ts";

function pod(spec: JsonObject): { apiVersion: string; kind: string; spec: JsonObject } {
  return { apiVersion: "v1", kind: "Pod", spec };
}

function messagesOf(object: JsonObject & { apiVersion: string; kind: string }): string[] {
  return decodeObject(object).problems.map(({ message }) => message);
}

function container(fields: JsonObject): ReturnType<typeof pod> {
  return pod({ containers: [{ name: "web", ...fields }] });
}

describe("decodeObject", () => {
  it("has nothing to say about a clean object, nulls included", () => {
    const object = {
      ...container({
        image: "nginx",
        resources: { limits: { cpu: 1, memory: "64Mi" } },
        args: null,
      }),
      metadata: {
        name: "web",
        creationTimestamp: null,
        managedFields: [{ manager: "kubectl", fieldsV1: { "f:spec": { "f:x": {} } } }],
      },
      status: {},
    };
    expect(decodeObject(object)).toEqual({ known: true, problems: [] });
  });

  it("names an unknown field with its path, and the field that was perhaps meant", () => {
    expect(decodeObject(container({ securityContext: { privilegd: true } }))).toEqual({
      known: true,
      problems: [
        {
          path: ["spec", "containers", 0, "securityContext", "privilegd"],
          kind: "unknown-field",
          message:
            'unknown field "spec.containers[0].securityContext.privilegd", did you mean "privileged"?',
        },
      ],
    });
  });

  it("tells upper from lower case", () => {
    expect(messagesOf(pod({ hostnetwork: true, Containers: [] }))).toEqual([
      'unknown field "spec.hostnetwork", did you mean "hostNetwork"?',
      'unknown field "spec.Containers", did you mean "containers"?',
    ]);
  });

  it("suggests nothing that is far away", () => {
    expect(messagesOf(pod({ flavour: "mint" }))).toEqual(['unknown field "spec.flavour"']);
  });

  it.each<[JsonObject, string]>([
    [
      { securityContext: { privileged: "true" } },
      'securityContext.privileged: must be a boolean, not the string "true"',
    ],
    [
      { securityContext: { runAsUser: "0" } },
      'securityContext.runAsUser: must be an integer of 64 bits, not the string "0"',
    ],
    [
      { securityContext: { runAsUser: 1.5 } },
      "securityContext.runAsUser: must be an integer of 64 bits, not the number 1.5",
    ],
    [
      { securityContext: { runAsUser: 9223372036854775808n } },
      "securityContext.runAsUser: must be an integer of 64 bits, not the number 9223372036854775808",
    ],
    [{ securityContext: [] }, "securityContext: must be an object, not a list"],
    [{ ports: { containerPort: 80 } }, "ports: must be a list, not an object"],
    [
      { ports: [{ containerPort: 2147483648 }] },
      "ports[0].containerPort: must be an integer of 32 bits, not the number 2147483648",
    ],
    [{ ports: ["80"] }, 'ports[0]: must be an object, not the string "80"'],
    [{ args: [1] }, "args[0]: must be a string, not the number 1"],
    [{ env: [{ name: "A", value: true }] }, "env[0].value: must be a string, not the boolean true"],
    [
      { resources: { limits: { cpu: "1GB" } } },
      'resources.limits.cpu: must be a quantity such as "100m" or "1Gi", not the string "1GB"',
    ],
    [
      { resources: { limits: { cpu: true } } },
      'resources.limits.cpu: must be a quantity such as "100m" or "1Gi", not the boolean true',
    ],
    [
      { livenessProbe: { httpGet: { port: true } } },
      "livenessProbe.httpGet.port: must be an integer or a string, not the boolean true",
    ],
    [
      { image: "x".repeat(100), tty: "y".repeat(100) },
      `tty: must be a boolean, not the string "${"y".repeat(60)}…"`,
    ],
  ])("refuses a value of the wrong type: case %#", (fields, message) => {
    expect(messagesOf(container(fields))).toEqual([`spec.containers[0].${message}`]);
  });

  it.each<JsonObject>([
    { securityContext: { runAsUser: 9223372036854775807n } },
    { securityContext: { runAsUser: 1.0 } },
    { livenessProbe: { httpGet: { port: "http" } } },
    { livenessProbe: { httpGet: { port: 8080 } } },
    { resources: { limits: { cpu: 0.5, memory: " 1e3 " } } },
    { ports: [null] },
    { args: [null] },
  ])("takes what Go's decoder takes: case %#", (fields) => {
    expect(messagesOf(container(fields))).toEqual([]);
  });

  it("never quotes what a Secret holds", () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      data: { password: "hunter2", token: "aHVudGVyMg==" },
      stringData: { pin: 1234 },
    };
    expect(messagesOf(secret)).toEqual([
      "data.password: must be text in base64, not this string",
      "stringData.pin: must be a string, not a number",
    ]);
  });

  it("looks into any JSON no further", () => {
    const revision = {
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      data: { any: [null, 1] },
    };
    expect(decodeObject(revision)).toEqual({ known: true, problems: [] });
  });

  it("examines metadata and pod templates of a custom resource, and leaves its own fields alone", () => {
    const rollout = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { labels: { app: true }, links: [] },
      spec: {
        strategy: { canary: {} },
        template: {
          spec: {
            responseStartTimeoutSeconds: 3,
            containers: [{ name: "web", securityContext: { privileged: "yes", privilegd: true } }],
          },
        },
      },
    };
    expect(decodeObject(rollout).known).toBe(false);
    expect(messagesOf(rollout)).toEqual([
      "metadata.labels.app: must be a string, not the boolean true",
      'spec.template.spec.containers[0].securityContext.privileged: must be a boolean, not the string "yes"',
      'unknown field "spec.template.spec.containers[0].securityContext.privilegd", did you mean "privileged"?',
    ]);
  });

  it("names the field as a custom resource spells it", () => {
    const task = {
      apiVersion: "tekton.dev/v1",
      kind: "Task",
      spec: { steps: [{ image: "a", script: "x", securityContext: { privileged: "yes" } }] },
    };
    expect(messagesOf(task)).toEqual([
      'spec.steps[0].securityContext.privileged: must be a boolean, not the string "yes"',
    ]);
  });

  it("says so when structures are nested deeper than it goes", () => {
    let schema: JsonObject = {};
    for (let level = 0; level < 20_000; level++) schema = { not: schema };
    const versions = [{ name: "v1", schema: { openAPIV3Schema: schema } }];
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      spec: { versions },
    };
    const { problems } = decodeObject(crd);
    expect(problems.map(({ path, kind }) => [path.length, kind])).toEqual([[501, "wrong-type"]]);
    expect(problems[0]?.message).toMatch(
      /: must be nested at most 500 levels deep, not an object$/,
    );
  });

  it("takes every JSON and repeats itself", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("v1/Pod", "apps/v1/Deployment", "x.io/v1/X"),
        (spec, type) => {
          const slash = type.lastIndexOf("/");
          const object = {
            apiVersion: type.slice(0, slash),
            kind: type.slice(slash + 1),
            spec: spec as JsonValue,
          };
          expect(decodeObject(object)).toEqual(decodeObject(object));
        },
      ),
    );
  });
});

describe("decodeStructure", () => {
  it("returns the very same value when it is clean", () => {
    const spec = { containers: [{ name: "web", image: "nginx" }] };
    expect(decodeStructure("PodSpec", spec).value).toBe(spec);
  });

  it("leaves out nulls and offending fields, and keeps the places of list items", () => {
    const spec = {
      hostNetwork: "true",
      hostPID: null,
      nodeSelector: { disk: null, zone: 1, rack: "a" },
      containers: [null, "web", { name: "log", args: [null, 3, "x"], flavour: "mint" }],
    };
    const { value, problems } = decodeStructure("PodSpec", spec);
    expect(value).toEqual({
      nodeSelector: { disk: "", rack: "a" },
      containers: [{}, {}, { name: "log", args: ["", "x"] }],
    });
    expect(problems.map(({ path, kind }) => `${kind} ${formatFieldPath(path)}`)).toEqual([
      "wrong-type hostNetwork",
      "wrong-type nodeSelector.zone",
      "wrong-type containers[1]",
      "wrong-type containers[2].args[1]",
      "unknown-field containers[2].flavour",
    ]);
  });

  it("turns large integers into numbers", () => {
    const spec = { securityContext: { runAsUser: 9007199254740993n, fsGroup: 2 } };
    expect(decodeStructure("PodSpec", spec).value).toEqual({
      securityContext: { runAsUser: 9007199254740992, fsGroup: 2 },
    });
  });

  it("makes an empty structure of what is none", () => {
    expect(decodeStructure("PodSpec", "nginx")).toEqual({
      value: {},
      problems: [
        { path: [], kind: "wrong-type", message: ': must be an object, not the string "nginx"' },
      ],
    });
    expect(decodeStructure("PodSpec", null)).toEqual({ value: {}, problems: [] });
  });

  it("keeps hostile keys as keys", () => {
    const spec = JSON.parse(
      '{"nodeSelector": {"__proto__": "x", "a": 1}, "__proto__": {"hostPID": true}}',
    ) as JsonObject;
    const { value, problems } = decodeStructure("PodSpec", spec);
    expect(Object.entries(value.nodeSelector ?? {})).toEqual([["__proto__", "x"]]);
    expect(value.hostPID).toBeUndefined();
    expect(problems).toHaveLength(2);
  });

  it("has nothing more to say about what it returned", () => {
    const noise = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    const field = fc.constantFrom(
      "containers",
      "volumes",
      "hostPID",
      "securityContext",
      "overhead",
      "x",
    );
    const inner = fc.dictionary(
      fc.constantFrom("name", "ports", "args", "resources", "limits"),
      noise,
    );
    const spec = fc.dictionary(field, fc.oneof(noise, fc.array(fc.oneof(noise, inner))));
    fc.assert(
      fc.property(spec, (value) => {
        const decoded = decodeStructure("PodSpec", value as JsonObject).value;
        const again = decodeStructure("PodSpec", decoded as unknown as JsonObject);
        expect(again.value).toBe(decoded);
        expect(again.problems).toEqual([]);
      }),
    );
  });
});
