import {
  type FieldPath,
  formatFieldPath,
  type KubernetesObject,
  type ObjectReference,
} from "@watertight/core/kubernetes";
import { sanitize, yamlOf } from "@watertight/reports/text";

/** Documents to apply, and before them, as comments, what is to go: nothing that is applied takes it away by mistake. */
export function yamlOfPlan({
  documents,
  removed,
}: {
  readonly documents: readonly KubernetesObject[];
  readonly removed: readonly { readonly object: ObjectReference; readonly path: FieldPath }[];
}): string {
  const deletions = removed.map(({ object, path }) => {
    const what = path.length === 0 ? "" : `${formatFieldPath(path)} of `;
    return `# to be deleted: ${sanitize(`${what}${nameOf(object)}`)}\n`;
  });
  return [...deletions, ...documents.map((document) => `---\n${yamlOf(document)}`)].join("");
}

function nameOf({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
