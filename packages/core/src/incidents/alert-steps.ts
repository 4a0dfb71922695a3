import type { IncidentStep, Touched } from "./model.ts";
import type { RuntimeAlert } from "./runtime-alerts.ts";

/** What a sensor saw, as a step. */
export function alertStep(alert: RuntimeAlert, place: string): IncidentStep {
  const { container, node, user, time } = alert;
  const name = podOf(alert);
  const inside = container === "" ? "" : ` container ${container}`;
  return {
    ...{ kind: "alert", time, last: time, count: 1, place },
    rule: alert.rule,
    severity: alert.severity,
    because: alert.because,
    techniques: alert.techniques,
    actor: user || name || node,
    subject: name === "" ? node : `pods ${name}${inside}`,
    topic: "running-containers",
    auditID: "",
  };
}

/** The pod that a sensor saw something in; of what is in no pod the node. */
export function touchedByAlert({ namespace, pod, node }: RuntimeAlert): readonly Touched[] {
  if (pod !== "") return [{ kind: "pod", resource: "pods", namespace, name: pod, by: "entered" }];
  if (node === "") return [];
  return [{ kind: "node", resource: "nodes", namespace: "", name: node, by: "changed" }];
}

/** `shop/web`; "" of what is in no pod. */
export function podOf({ namespace, pod }: RuntimeAlert): string {
  return pod === "" ? "" : `${namespace}/${pod}`;
}
