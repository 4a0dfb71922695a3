import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { placeBelow } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { PipelineAccess } from "./access.ts";
import { placeOfObject } from "./sources.ts";

/** The fields in which runs and listeners of Tekton name their account (tekton.dev/docs/pipelines, tekton.dev/docs/triggers). */
const KINDS: readonly (readonly [group: string, kind: string, ...path: string[]])[] = [
  ["tekton.dev", "TaskRun", "spec", "serviceAccountName"],
  ["tekton.dev", "PipelineRun", "spec", "taskRunTemplate", "serviceAccountName"],
  ["tekton.dev", "PipelineRun", "spec", "serviceAccountName"],
  ["triggers.tekton.dev", "EventListener", "spec", "serviceAccountName"],
];

/** As whom the runs and listeners of Tekton in a snapshot act. */
export function tektonAccesses(snapshot: Pick<Snapshot, "ofKind">): readonly PipelineAccess[] {
  const found = KINDS.flatMap(([group, kind, ...path]) =>
    snapshot.ofKind(group, kind).flatMap((entry) => {
      const account = textAt(entry.object, ...path);
      return account === "" ? [] : [accessOf(entry, account, path)];
    }),
  );
  return [...found, ...templates(snapshot)];
}

function accessOf(entry: SnapshotObject, account: string, path: readonly string[]): PipelineAccess {
  const { kind, name } = entry.reference;
  const namespace = namespaceOf(entry.reference);
  const isListener = kind === "EventListener";
  const at = placeBelow(placeOfObject(entry), path);
  const open = isListener && listAt(entry.object, "spec", "triggers").some(isOpen);
  return {
    ...{ tool: "tekton", way: "pod", name: `${kind} ${namespace}/${name}`, deploys: [] },
    people: isListener
      ? `whoever may have EventListener ${namespace}/${name} called`
      : `whoever may change what ${kind} ${namespace}/${name} runs`,
    as: { account: `serviceaccount/${namespace}/${account}` },
    namespaces: [namespace],
    facts: open ? [["everybody", "everybody who reaches the listener", at]] : [],
    at,
  };
}

/** Without an interceptor nobody is asked for a signature. */
function isOpen(trigger: ReturnType<typeof listAt>[number]): boolean {
  return listAt(trigger, "interceptors").length === 0 && textAt(trigger, "triggerRef") === "";
}

/** Runs that a template makes of events. */
function templates(snapshot: Pick<Snapshot, "ofKind">): readonly PipelineAccess[] {
  return snapshot.ofKind("triggers.tekton.dev", "TriggerTemplate").flatMap((entry) =>
    listAt(entry.object, "spec", "resourcetemplates").flatMap((template, index) => {
      const paths = [
        ["spec", "serviceAccountName"],
        ["spec", "taskRunTemplate", "serviceAccountName"],
      ];
      const path = paths.find((each) => textAt(template, ...each) !== "");
      if (!path || Object.keys(objectAt({ template }, "template")).length === 0) return [];
      const account = textAt(template, ...path);
      // What an event fills in is known only then.
      if (account.includes("$(")) return [];
      return [accessOf(entry, account, ["spec", "resourcetemplates", String(index), ...path])];
    }),
  );
}
