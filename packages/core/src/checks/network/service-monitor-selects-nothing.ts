import { decodeStructure } from "../../kubernetes/decode.ts";
import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, type ObjectReference, stringMapOf } from "../../kubernetes/object.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import { showsAllEverywhere, showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeIn } from "../facts/may-be-in.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, a ServiceMonitor selects Services. */
export const serviceMonitorSelectsNothing: ObjectCheck = {
  on: "object",
  kinds: ["monitoring.coreos.com/ServiceMonitor"],
  id: "service-monitor-selects-nothing",
  title: "ServiceMonitor selects no Service",
  topic: "network",
  severity: "low",
  description:
    "Prometheus scrapes nothing, and no alert fires. Reported only where the input is the whole cluster.",
  remediation: "Correct the `selector` or the `namespaceSelector`.",
  references: referencesTo({}),
  aliases: ["kube-linter:dangling-servicemonitor"],

  *evaluate(entry, cluster) {
    const { object, reference } = entry;
    const decoded = decodeStructure("LabelSelector", valueAt(object, "spec", "selector") ?? {});
    const selector = compileSelector(decoded.value);
    if (decoded.problems.length + selector.problems.length > 0) return;
    const any = valueAt(object, "spec", "namespaceSelector", "any") === true;
    const names = listAt(object, "spec", "namespaceSelector", "matchNames");
    const places = names.length > 0 ? names.map(String) : [reference.namespace];
    const isShown = any
      ? showsAllEverywhere(cluster.snapshot)
      : places.every((namespace) => showsAllIn(cluster.snapshot, namespace));
    if (!isShown) return;
    const isWatched = (service: ObjectReference): boolean =>
      any ||
      (names.length > 0
        ? names.includes(namespaceOf(service))
        : mayBeIn(service.namespace, reference.namespace));
    const selects = cluster.snapshot
      .ofKind("", "Service")
      .some(
        (service) =>
          isWatched(service.reference) && selector.selects(stringMapOf(service.object, "labels")),
      );
    if (!selects) yield { path: ["spec", "selector"], message: "the monitor selects no Service" };
  },

  examples: {
    violating: [
      {
        title: "a Service of another namespace",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "monitoring.coreos.com/v1",
            kind: "ServiceMonitor",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "bank", labels: { app: "web" } },
            spec: {},
          },
        ],
        violations: ["ServiceMonitor/web spec.selector: the monitor selects no Service"],
      },
    ],
    compliant: [
      {
        title: "a Service of any namespace",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "monitoring.coreos.com/v1",
            kind: "ServiceMonitor",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { matchLabels: { app: "web" } }, namespaceSelector: { any: true } },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "bank", labels: { app: "web" } },
            spec: {},
          },
        ],
      },
    ],
  },
};
