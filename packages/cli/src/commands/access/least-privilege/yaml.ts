import type { LeastPrivilege } from "@watertight/core/access";
import type { JsonObject, ObjectReference } from "@watertight/core/kubernetes";
import { sanitize, yamlOf } from "@watertight/reports/text";

/** What to apply, and as comments at the end what to delete after it. */
export function applyYaml({ apply, remove }: LeastPrivilege): string {
  const documents = apply.map((object) => yamlOf(object)).join("---\n");
  const comments = remove.map((reference) => `#   kubectl delete ${commandText(reference)}\n`);
  const heading = "# Then delete what gives too much:\n";
  return comments.length === 0 ? documents : `${documents}${heading}${comments.join("")}`;
}

/** The objects to delete, as `kubectl delete -f` takes them. */
export function deleteYaml({ remove }: LeastPrivilege): string {
  if (remove.length === 0) return "# Nothing is to be deleted.\n";
  return remove.map((reference) => yamlOf(identity(reference))).join("---\n");
}

function identity({ apiVersion, kind, namespace, name }: ObjectReference): JsonObject {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion, kind, metadata };
}

function commandText({ kind, namespace, name }: ObjectReference): string {
  const place = namespace === undefined ? "" : ` --namespace ${word(namespace)}`;
  return `${kind.toLowerCase()} ${word(name)}${place}`;
}

/** A name as one word of a shell. */
function word(name: string): string {
  const safe = sanitize(name);
  return /^[\w.:-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}
