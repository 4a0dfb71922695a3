import type { Finding, Severity } from "@watertight/core/findings";
import { createSnapshot, type Snapshot } from "@watertight/core/snapshot";
import type { Source, SourceListener, View } from "@watertight/server";

/** A finding about a Deployment of this name in the namespace `shop`. */
export function findingOf(name: string, severity: Severity = "high"): Finding {
  return {
    ...{ check: "privileged-container", severity, fingerprint: name.padStart(32, "0") },
    object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name },
    ...{ path: "spec.template.spec", message: `container "${name}" is privileged` },
    location: { file: "shop.yaml", line: 1, column: 1, endLine: 1, endColumn: 2, rendered: false },
    ...{ alsoAt: [], cause: name },
  };
}

/** A cluster of Deployments of these names and a Secret, with these findings. */
export function viewOf(names: readonly string[], findings: readonly Finding[]): View {
  return { snapshot: snapshotOf(names), findings: () => findings };
}

function snapshotOf(names: readonly string[]): Snapshot {
  const secret = {
    ...{ apiVersion: "v1", kind: "Secret", data: { password: "c2VjcmV0" } },
    metadata: {
      ...{ namespace: "shop", name: "login" },
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "c2VjcmV0" },
    },
  };
  const deployments = names.map((name) => ({
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { namespace: "shop", name } },
    spec: { selector: { matchLabels: { app: name } } },
  }));
  return createSnapshot({
    objects: [secret, ...deployments].map((object) => ({
      object,
      origin: { from: "server", server: "https://example", resourceVersion: "1" },
    })),
    coverage: {
      ...{ files: 0, documents: 0, objects: names.length + 1 },
      ...{ notExamined: [], unknownKinds: [] },
    },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "observed" },
      wholeCluster: { value: true, known: "observed" },
    },
    sourceOf: () => undefined,
  });
}

/** A source that a test tells what is seen. */
export interface ToldSource extends Source {
  readonly see: (view: View) => Promise<void>;
}

/** Sees nothing until it is told. */
export function toldSource(name: string): ToldSource {
  let heard: (listener: SourceListener) => void = () => undefined;
  const listening = new Promise<SourceListener>((settle) => {
    heard = settle;
  });
  return {
    ...{ name, place: "a test" },
    see: async (view) => (await listening).onView(view),
    follow: (listener, signal) =>
      new Promise((settle) => {
        heard(listener);
        signal.addEventListener("abort", () => {
          settle();
        });
      }),
  };
}
