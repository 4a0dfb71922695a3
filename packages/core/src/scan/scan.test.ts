import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { PodCheck } from "../checks/check.ts";
import { createCluster } from "../cluster/cluster.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { scan } from "./scan.ts";

/** Reports every image; the severity and the words are of no matter here. */
const everyImage: PodCheck = {
  on: "pod",
  id: "every-image",
  title: "Every image",
  topic: "images",
  severity: "low",
  description: "",
  remediation: "",
  references: [],
  examples: {
    violating: [{ title: "", pod: { spec: {} }, violations: [""] }],
    compliant: [{ title: "", pod: { spec: {} } }],
  },
  *evaluate({ spec }) {
    for (const [index, { name, image }] of (spec.containers ?? []).entries()) {
      yield {
        path: ["spec", "containers", index, "image"],
        container: name,
        message: `image ${image ?? "none"}`,
        fix: {
          safety: "needs-value",
          edits: [{ op: "replace", path: ["spec", "containers", index, "image"], value: "x" }],
        },
      };
    }
  },
};

/** Reports in which object, among how many, a pod is. */
const whereAmI: PodCheck = {
  ...everyImage,
  id: "where-am-i",
  *evaluate(_, { object, cluster }) {
    const { kind, name } = object.reference;
    yield { path: ["spec"], message: `in ${kind} ${name} of ${cluster.snapshot.objects.length}` };
  },
};

function pod(name: string, images: Record<string, string>, owner?: object): KubernetesObject {
  const containers = Object.entries(images).map(([container, image]) => ({
    name: container,
    image,
  }));
  const metadata = { name, namespace: "shop", ...(owner ? { ownerReferences: [owner] } : {}) };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers } } as KubernetesObject;
}

function deployment(name: string, images: Record<string, string>): KubernetesObject {
  const containers = Object.entries(images).map(([container, image]) => ({
    name: container,
    image,
  }));
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "shop" },
    spec: { template: { spec: { containers } } },
  };
}

/** One file an object; the column of a location is the length of the path. */
function inFiles(files: Record<string, KubernetesObject>): Snapshot {
  return snapshotOf(Object.values(files), {
    files: Object.keys(files),
    origins: (file) => ({
      locate: (path) => {
        const column = formatFieldPath(path).length;
        return { file, line: 1, column, endLine: 1, endColumn: column + 1, rendered: false };
      },
    }),
  });
}

function summaryOf(files: Record<string, KubernetesObject>): string[] {
  return [...scan(createCluster(inFiles(files)), [everyImage])].map(
    ({ object, container, path, location, alsoAt }) =>
      `${object.kind}/${object.name} ${container ?? ""} ${path} ${location.file}${alsoAt.map(({ file }) => ` +${file}`).join("")}`,
  );
}

function fingerprints(files: Record<string, KubernetesObject>): string[] {
  return [...scan(createCluster(inFiles(files)), [everyImage])].map(
    ({ fingerprint }) => fingerprint,
  );
}

it("places a violation of a pod template in the object that embeds it, its fix too", () => {
  const [finding] = scan(
    createCluster(inFiles({ "a.yaml": deployment("web", { main: "nginx" }) })),
    [everyImage],
  );
  expect(finding?.path).toBe("spec.template.spec.containers[0].image");
  expect(finding?.fix?.edits).toEqual([
    {
      op: "replace",
      path: ["spec", "template", "spec", "containers", 0, "image"],
      value: "x",
    },
  ]);
});

it("lets the configuration set a check's severity", () => {
  const snapshot = inFiles({ "a.yaml": pod("web", { main: "nginx" }) });
  const [finding] = scan(createCluster(snapshot), [everyImage], {
    severities: { "every-image": "critical" },
  });
  expect(finding?.severity).toBe("critical");
});

describe("one finding per cause", () => {
  it("shows a pod check what is around the pod", () => {
    const snapshot = inFiles({
      "a.yaml": pod("web", { web: "web:1" }),
      "b.yaml": deployment("api", { api: "api:1" }),
    });
    expect(Array.from(scan(createCluster(snapshot), [whereAmI]), ({ message }) => message)).toEqual(
      ["in Pod web of 2", "in Deployment api of 2"],
    );
  });

  const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "web", controller: true };

  it("reports on the owner what its pods share, and on a pod only what is its own", () => {
    expect(
      summaryOf({
        "deployment.yaml": deployment("web", { main: "nginx" }),
        "pod-1.yaml": pod("web-1", { main: "nginx", sidecar: "proxy" }, owner),
        "pod-2.yaml": pod("web-2", { main: "nginx", sidecar: "proxy" }, owner),
      }),
    ).toEqual([
      "Deployment/web main spec.template.spec.containers[0].image deployment.yaml",
      "Pod/web-1 sidecar spec.containers[1].image pod-1.yaml +pod-2.yaml",
    ]);
  });

  it("reports on the pod when the owner is not in the input", () => {
    expect(summaryOf({ "pod-1.yaml": pod("web-1", { main: "nginx" }, owner) })).toEqual([
      "Pod/web-1 main spec.containers[0].image pod-1.yaml",
    ]);
  });

  it("reports an object that two files show once, with both places", () => {
    expect(
      summaryOf({
        "a.yaml": pod("web", { main: "nginx" }),
        "b.yaml": pod("web", { main: "nginx" }),
      }),
    ).toEqual(["Pod/web main spec.containers[0].image a.yaml +b.yaml"]);
  });

  it("reports an object that two files show in API groups of two times once", () => {
    const old = { ...deployment("web", { main: "nginx" }), apiVersion: "extensions/v1beta1" };
    expect(summaryOf({ "a.yaml": old, "b.yaml": deployment("web", { main: "nginx" }) })).toEqual([
      "Deployment/web main spec.template.spec.containers[0].image a.yaml +b.yaml",
    ]);
  });

  it("keeps objects without a name apart", () => {
    expect(
      summaryOf({ "a.yaml": pod("", { main: "nginx" }), "b.yaml": pod("", { main: "nginx" }) }),
    ).toEqual([
      "Pod/ main spec.containers[0].image a.yaml",
      "Pod/ main spec.containers[0].image b.yaml",
    ]);
  });

  it("ends where owner references go in a circle", () => {
    const loop = (name: string, of: string): KubernetesObject =>
      pod(name, { main: "nginx" }, { apiVersion: "v1", kind: "Pod", name: of, controller: true });
    expect(summaryOf({ "a.yaml": loop("a", "b"), "b.yaml": loop("b", "a") })).toHaveLength(2);
  });
});

describe("fingerprints", () => {
  it("of a renamed check are those that it had before", () => {
    const cluster = createCluster(snapshotOf([pod("web", { main: "nginx" })]));
    const renamed = { ...everyImage, id: "each-image", formerId: "every-image" };
    const [before, after] = [everyImage, renamed].map((check) => [...scan(cluster, [check])]);
    expect(after?.map(({ fingerprint }) => fingerprint)).toEqual(
      before?.map(({ fingerprint }) => fingerprint),
    );
    expect(after?.map(({ check }) => check)).toEqual(["each-image"]);
  });

  it("are 32 hexadecimal digits that later releases must keep", () => {
    expect(fingerprints({ "a.yaml": pod("web", { main: "nginx" }) })).toEqual([
      "598ad2f8601d0757bab59d3a6fc3e629",
    ]);
  });

  it("survive a renamed file, a new image and containers in another order", () => {
    const before = fingerprints({ "a.yaml": pod("web", { main: "nginx:1", log: "fluent" }) });
    const after = fingerprints({ "b.yaml": pod("web", { log: "fluent", main: "nginx:2" }) });
    expect(after.toSorted()).toEqual(before.toSorted());
  });

  it("survive the move to the API group that has the kind today", () => {
    const before = { ...deployment("web", { main: "nginx" }), apiVersion: "extensions/v1beta1" };
    expect(fingerprints({ "a.yaml": before })).toEqual(
      fingerprints({ "a.yaml": deployment("web", { main: "nginx" }) }),
    );
    expect(fingerprints({ "a.yaml": { ...before, apiVersion: "example.com/v1" } })).not.toEqual(
      fingerprints({ "a.yaml": before }),
    );
  });

  it("differ by container, object, kind and namespace", () => {
    const all = [
      ...fingerprints({ "a.yaml": pod("web", { main: "nginx", log: "fluent" }) }),
      ...fingerprints({ "a.yaml": pod("api", { main: "nginx" }) }),
      ...fingerprints({ "a.yaml": deployment("web", { main: "nginx" }) }),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it("tell apart two containers with the same name", () => {
    const twins = {
      ...pod("web", {}),
      spec: {
        containers: [
          { name: "main", image: "a" },
          { name: "main", image: "b" },
        ],
      },
    };
    expect(new Set(fingerprints({ "a.yaml": twins })).size).toBe(2);
  });
});
