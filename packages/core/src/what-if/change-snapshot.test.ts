import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/index.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createSnapshot, type Location } from "../snapshot/index.ts";
import { type Change, changeSnapshot, changesIn, changesOfPatch, patchesOf } from "./index.ts";

const SOURCE = { origin: { from: "computed" } } as const;

const WEB: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: { app: "web", team: "a" } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: {
        tolerations: [{ key: "a" }],
        containers: [
          {
            ...{ name: "web", image: "web:1" },
            ports: [{ containerPort: 80 }, { containerPort: 81, protocol: "UDP" }],
            env: [{ name: "A", value: "1" }],
          },
          { name: "log", image: "log:1" },
        ],
      },
    },
  },
};

const POD: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    ...{ name: "web-1", namespace: "shop" },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", controller: true }],
  },
  spec: { containers: [{ name: "web", image: "web:1" }] },
};

/** What is left of these objects, or what cannot be made of them. */
function after(objects: readonly KubernetesObject[], changes: readonly Change[]): unknown {
  const made = changeSnapshot(snapshotOf(objects), changes);
  return "problem" in made ? made.problem : made.snapshot.objects.map(({ object }) => object);
}

function applied(...objects: readonly KubernetesObject[]): readonly Change[] {
  return objects.map((object) => ({ kind: "apply", object, source: SOURCE }));
}

/** The Deployment with a patch merged into it. */
function patched(patch: object): KubernetesObject {
  const { apiVersion, kind, metadata } = WEB;
  return { apiVersion, kind, metadata, ...patch } as unknown as KubernetesObject;
}

function containersAfter(patch: object): unknown {
  const object = patched({ spec: { template: { spec: patch } } });
  const [web] = after([WEB], applied(object)) as [{ spec: { template: { spec: unknown } } }];
  return web.spec.template.spec;
}

test("containers, ports and variables are merged by their keys, and tolerations are replaced", () => {
  const patch = {
    tolerations: [{ key: "b" }],
    containers: [
      {
        name: "web",
        ports: [{ containerPort: 80, name: "http", protocol: "TCP" }, { containerPort: 81 }],
        env: [{ name: "B", value: "2" }],
      },
      { name: "new", image: "new:1" },
    ],
  };
  expect(containersAfter(patch)).toEqual({
    tolerations: [{ key: "b" }],
    containers: [
      {
        ...{ name: "web", image: "web:1" },
        ports: [
          { containerPort: 80, name: "http", protocol: "TCP" },
          { containerPort: 81, protocol: "UDP" },
          { containerPort: 81 },
        ],
        env: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
        ],
      },
      { name: "log", image: "log:1" },
      { name: "new", image: "new:1" },
    ],
  });
});

test("directives take items away and replace lists and maps, and null takes a field away", () => {
  expect(
    containersAfter({ tolerations: null, containers: [{ name: "web", $patch: "delete" }] }),
  ).toEqual({ containers: [{ name: "log", image: "log:1" }] });
  expect(
    containersAfter({ containers: [{ $patch: "replace" }, { name: "one", image: "one:1" }] }),
  ).toEqual({ tolerations: [{ key: "a" }], containers: [{ name: "one", image: "one:1" }] });
  const labels = {
    metadata: { ...(WEB["metadata"] as object), labels: { $patch: "replace", b: "1" } },
  };
  expect(after([WEB], applied({ ...WEB, ...labels }))).toEqual([
    { ...WEB, metadata: { name: "web", namespace: "shop", labels: { b: "1" } } },
  ]);
  expect(after([WEB], applied(patched({ $patch: "delete" })))).toEqual([]);
});

test("an object that is not there is added, and a custom resource is merged as JSON", () => {
  const widget = {
    ...{ apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" } },
    spec: { list: [{ name: "a" }], keep: 1 },
  };
  const change = { ...widget, spec: { list: [{ name: "b" }] } };
  expect(after([], applied(widget))).toEqual([widget]);
  expect(after([widget], applied(change))).toEqual([
    { ...widget, spec: { list: [{ name: "b" }], keep: 1 } },
  ]);
});

test("a whole object takes the place of the one that is there", () => {
  const { apiVersion, kind, metadata } = WEB;
  const object = { apiVersion, kind, metadata: metadata ?? null, spec: { replicas: 1 } };
  expect(after([WEB], [{ kind: "put", object, source: SOURCE }])).toEqual([object]);
});

test("Pods of a workload go when its template changes, and stay when only its number does", () => {
  const bigger = patched({ spec: { replicas: 5 } });
  const other = patched({ spec: { template: { spec: { hostNetwork: true } } } });
  const left = (change: KubernetesObject): unknown =>
    (after([WEB, POD], applied(change)) as KubernetesObject[]).map(({ kind }) => kind);
  expect([left(bigger), left(other)]).toEqual([["Deployment", "Pod"], ["Deployment"]]);
});

test("with an object goes what it controls, and with a namespace what is in it", () => {
  const deletion = (kind: string, name: string, namespace?: string): Change => ({
    kind: "delete",
    target: { kind, name, ...(namespace !== undefined && { namespace }) },
  });
  const shop = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
  expect(after([shop, WEB, POD], [deletion("deployment", "web", "shop")])).toEqual([shop]);
  expect(after([shop, WEB, POD], [deletion("namespace", "shop")])).toEqual([]);
  expect(after([shop], [deletion("Pod", "gone", "shop")])).toBe(
    "The input shows no Pod shop/gone to change.",
  );
});

test("a name that several objects have is refused", () => {
  const other = { ...WEB, metadata: { name: "web", namespace: "bank" } };
  const change: Change = { kind: "delete", target: { kind: "Deployment", name: "web" } };
  expect(after([WEB, other], [change])).toBe(
    "Deployment web may be Deployment shop/web and Deployment bank/web; say which, with its namespace.",
  );
});

test("what the API server would refuse is refused, but for what it would have refused before", () => {
  const wrong = { ...WEB, spec: { ...(WEB["spec"] as object), replicas: "two" } };
  expect(after([WEB], applied(patched({ spec: { replicas: "two" } })))).toBe(
    'The API server would not take Deployment shop/web: spec.replicas: must be an integer of 32 bits, not the string "two".',
  );
  expect(after([wrong], applied(patched({ spec: { paused: true } })))).toEqual([
    { ...wrong, spec: { ...wrong.spec, paused: true } },
  ]);
});

test("operations of a JSON Patch are made one after the other, and the first that cannot be is named", () => {
  const target = { kind: "Deployment", name: "web" };
  const patch = (...operations: readonly object[]): Change => ({
    ...{ kind: "patch", target },
    operations: operations as never,
  });
  const at = "/metadata/labels";
  const changes = [
    patch(
      { op: "test", path: `${at}/app`, value: "web" },
      { op: "move", from: `${at}/team`, path: `${at}/owner~1team` },
      { op: "copy", from: `${at}/app`, path: `${at}/tier` },
      { op: "remove", path: `${at}/app` },
      { op: "add", path: "/spec/template/spec/tolerations/-", value: { key: "z" } },
      { op: "replace", path: "/spec/replicas", value: 1 },
    ),
  ];
  const [web] = after([WEB], changes) as [
    { metadata: unknown; spec: { replicas: number; template: { spec: { tolerations: unknown } } } },
  ];
  expect([web.metadata, web.spec.replicas, web.spec.template.spec.tolerations]).toEqual([
    { name: "web", namespace: "shop", labels: { "owner/team": "a", tier: "web" } },
    1,
    [{ key: "a" }, { key: "z" }],
  ]);
  const said = (operation: object): unknown => after([WEB], [patch(operation)]);
  const words = "Deployment shop/web cannot be changed so: ";
  expect([
    said({ op: "remove", path: "/spec/nothing" }),
    said({ op: "add", path: "/spec/nothing/below", value: 1 }),
    said({ op: "test", path: "/spec/replicas", value: 3 }),
    said({ op: "replace", path: "/spec/replicas" }),
    said({ op: "swap", path: "/spec/replicas" }),
    said({ op: "move", from: "/spec/nothing", path: "/spec/replicas" }),
  ]).toEqual(
    [
      "There is no spec.nothing to change.",
      "There is no /spec/nothing/below to add.",
      "/spec/replicas is not as the patch demands it.",
      "The operation replace of /spec/replicas has no value.",
      '"swap" is no operation of a JSON Patch.',
      "There is no /spec/nothing to take.",
    ].map((sentence) => words + sentence),
  );
});

test("edits of fixes are made together, each at its path in the object as it was", () => {
  const object = { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" };
  const edit = (op: string, path: string, value: unknown = null): object => ({
    ...{ object, op, path, value },
  });
  const containers = "spec.template.spec.containers";
  const read = changesIn(
    {
      schemaVersion: 1,
      edits: [
        edit("remove", `${containers}[0]`),
        edit("replace", `${containers}[1].image`, "log:2"),
        edit("add", "metadata.annotations[example.com/a]", "x"),
      ] as never,
    },
    "apply",
    SOURCE,
  );
  const [web] = after([WEB], "changes" in read ? read.changes : []) as [
    { metadata: { annotations: unknown }; spec: { template: { spec: { containers: unknown } } } },
  ];
  expect([web.metadata.annotations, web.spec.template.spec.containers]).toEqual([
    { "example.com/a": "x" },
    [{ name: "log", image: "log:2" }],
  ]);
});

test("a kustomization names patches, whose targets are names and no patterns", () => {
  const kustomization = (target: object): object => ({
    ...{ kind: "Kustomization", apiVersion: "kustomize.config.k8s.io/v1beta1" },
    patches: [{ target, path: "web.yaml" }],
  });
  const named = (target: object): unknown => patchesOf(kustomization(target) as never);
  expect([
    named({ kind: "Deployment", name: String.raw`web\.one` }),
    named({ kind: "Deployment", name: "web.*" }),
    named({ labelSelector: "app=web" }),
    patchesOf(WEB),
  ]).toEqual([
    [{ target: { kind: "Deployment", name: "web.one" }, file: "web.yaml" }],
    { problem: "The name of a target is a name here, and no pattern." },
    { problem: "A target is named here, not selected by labelSelector." },
    undefined,
  ]);
  expect(changesOfPatch([], undefined, SOURCE)).toEqual({
    problem: "A JSON Patch needs a target.",
  });
});

test("what changed is said, and lines are told only of what is still where it was written", () => {
  const snapshot = createSnapshot({
    ...snapshotOf([]),
    objects: [{ object: WEB, origin: SOURCE.origin, locate: placeCalled }],
  });
  const target = { kind: "Deployment", name: "web" };
  const operations = [{ op: "remove", path: "/spec/template/spec/containers/0" }];
  const made = changeSnapshot(snapshot, [{ kind: "patch", target, operations }]);
  if ("problem" in made) throw new Error(made.problem);
  const [web] = made.snapshot.objects;
  const containers = ["spec", "template", "spec", "containers"];
  expect([
    web?.locate([...containers, 0, "image"]).file,
    web?.locate(["spec", "replicas"]).file,
    web?.edit,
    made.snapshot.assumptions.changes,
  ]).toEqual([
    "spec.template.spec.containers",
    "spec.replicas",
    undefined,
    ["What if: Deployment shop/web is changed."],
  ]);
});

/** Of a field its path, where a file would be. */
function placeCalled(path: FieldPath): Location {
  const file = formatFieldPath(path);
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
}
