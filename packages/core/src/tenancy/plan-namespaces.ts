import { podSecurityDefaultOf } from "../cluster/pod-security-default.ts";
import type { Edit } from "../kubernetes/edit.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { policyOf } from "../pod-security/policy.ts";
import { recommendLevels } from "../pod-security/recommend.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { ChannelFix } from "./model.ts";
import type { Tenant } from "./tenants.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/**
 * What namespaces of a tenant lack: themselves, the label that makes them his, and the strictest level of Pod Security that their pods
 * pass, where none is enforced. Without it the next pod of the tenant may give its node away.
 */
export function missingOfNamespaces(
  snapshot: Snapshot,
  { name: tenant, namespaces }: Tenant,
  label: string | undefined,
): readonly ChannelFix[] {
  const levels = new Map(
    recommendLevels(namespaces, podsOf(snapshot), "latest").map(
      ({ namespace, level }) => [namespace, level] as const,
    ),
  );
  const { defaults } = snapshot.once(podSecurityDefaultOf).value;
  return namespaces.flatMap((namespace): readonly ChannelFix[] => {
    const entry = snapshot
      .ofKind("", "Namespace")
      .find(({ reference }) => reference.name === namespace);
    const level = levels.get(namespace) ?? "privileged";
    const enforced = level === "privileged" ? {} : { [ENFORCE]: level };
    if (!entry) {
      const labels = { ...(label !== undefined && { [label]: tenant }), ...enforced };
      return [
        {
          message: `Make namespace ${namespace}${wordsOf(level)}.`,
          edits: [],
          removed: [],
          added: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } }],
        },
      ];
    }
    const { enforce } = policyOf(stringMapOf(entry.object, "labels"), defaults).policy;
    if (enforce.level !== "privileged" || level === "privileged") return [];
    const edit: Edit = { op: "add", path: ["metadata", "labels", ENFORCE], value: level };
    return [
      {
        message: `Have namespace ${namespace} enforce the Pod Security level ${level}, which all of its pods pass.`,
        edits: [{ object: entry.reference, edit }],
        removed: [],
        added: [],
      },
    ];
  });
}

function wordsOf(level: string): string {
  return level === "privileged" ? "" : `, which enforces the Pod Security level ${level}`;
}

function podsOf(snapshot: Snapshot) {
  return snapshot.objects.flatMap(({ reference, podTemplates }) =>
    podTemplates.map((pod) => ({ namespace: namespaceOf(reference), object: reference, pod })),
  );
}
