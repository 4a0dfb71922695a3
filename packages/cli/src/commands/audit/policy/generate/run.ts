import {
  AUDIT_PURPOSES,
  type AuditedCluster,
  type WrittenPolicy,
  writeAuditPolicy,
} from "@watertight/core/audit";
import {
  apiResources,
  customResourceOf,
  type JsonObject,
  namespaceOf,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { sanitize, yamlOf } from "@watertight/reports/text";
import type { Run } from "../../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../../ending.ts";
import { readCluster } from "../../../../reading.ts";

/** `audit policy generate`: YAML with the reason for each rule above it. */
export const run: Run = async (args, context) => {
  const purpose = AUDIT_PURPOSES.find((each) => each === args.value("for")) ?? "security";
  const read = args.operands.length === 0 ? undefined : await readCluster(args, context);
  const written = writeAuditPolicy(purpose, auditedCluster(read?.cluster.snapshot));
  context.stdout.write(policyText(written, purpose));
  return read?.gap === undefined ? CLEAN : endedIncomplete(read.gap);
};

const NOTHING: AuditedCluster = { secretResources: [], busyUsers: [], customGroups: [] };

function auditedCluster(snapshot: Snapshot | undefined): AuditedCluster {
  if (!snapshot) return NOTHING;
  const custom = snapshot
    .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
    .flatMap(({ object }) => customResourceOf(object) ?? []);
  const builtIn = new Set(apiResources().map(({ group }) => group));
  const groups = [...new Set(custom.map(({ group }) => group))].filter(
    (each) => !builtIn.has(each),
  );
  return {
    secretResources: custom
      .filter(({ name }) => /secret|credential|password/.test(name))
      .map(({ group, name }) => ({ group, resource: name })),
    busyUsers: busyUsersOf(snapshot),
    customGroups: groups.sort(),
  };
}

/** Accounts of what runs on every node in kube-system: network plugins, drivers of storage, proxies. */
function busyUsersOf(snapshot: Snapshot): readonly string[] {
  const users = snapshot.ofKind("apps", "DaemonSet").flatMap(({ object, reference }) => {
    const spec: JsonObject = objectAt(object, "spec", "template", "spec");
    const account = textAt(spec, "serviceAccountName") || textAt(spec, "serviceAccount");
    const namespace = namespaceOf(reference);
    const isOwn = account !== "" && account !== "default";
    return namespace === "kube-system" && isOwn
      ? `system:serviceaccount:${namespace}:${account}`
      : [];
  });
  return [...new Set(users)].sort();
}

function policyText({ head, rules }: WrittenPolicy, purpose: string): string {
  const items = rules.flatMap(({ reason, rule }) => [
    `  # ${sanitize(reason)}`,
    ...indented(yamlOf([rule])),
  ]);
  return [
    `# Written for: ${purpose}. Events of RequestReceived say nothing that later ones do not.`,
    yamlOf(head).trimEnd(),
    "rules:",
    ...items,
    "",
  ].join("\n");
}

function indented(yaml: string): readonly string[] {
  return yaml
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}
