import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { groupOf, type KubernetesObject } from "../kubernetes/object.ts";
import { secretsAssigned, secretsInText, secretUnderKey } from "./find.ts";

/** Whether an object is a Secret, of which every value is one. */
export function isSecret(object: KubernetesObject): boolean {
  return groupOf(object) === "" && object.kind === "Secret";
}

/** The fields of an object whose text is or holds a secret. */
export function secretPathsOf(object: KubernetesObject): readonly FieldPath[] {
  const found: FieldPath[] = [];
  const isAll = isSecret(object);
  // Its keys encrypt what is stored.
  const isKeyed = object.kind === "EncryptionConfiguration";
  visit(object, [], undefined, (path, text, key) => {
    if ((isAll && isValueOfSecret(path)) || (isKeyed && key === "secret") || holdsSecret(text, key))
      found.push(path);
  });
  return found;
}

/** kubectl's annotation repeats the values. */
function isValueOfSecret([first, second, third]: FieldPath): boolean {
  return (
    first === "data" ||
    first === "stringData" ||
    (first === "metadata" &&
      second === "annotations" &&
      third === "kubectl.kubernetes.io/last-applied-configuration")
  );
}

function holdsSecret(text: string, key: string | undefined): boolean {
  if (text.length < 4) return false;
  return (
    (key !== undefined && secretUnderKey(key, text) !== undefined) ||
    secretsInText(text).length > 0 ||
    secretsAssigned(text).length > 0
  );
}

type Visit = (path: FieldPath, text: string, key: string | undefined) => void;

function visit(value: JsonValue, path: FieldPath, key: string | undefined, tell: Visit): void {
  if (typeof value === "string") tell(path, value, key);
  else if (isJsonList(value)) {
    for (const [index, item] of value.entries()) {
      visit(item, [...path, index], optionBefore(value, index), tell);
    }
  } else if (isJsonObject(value)) {
    const { name } = value;
    for (const [field, item] of Object.entries(value)) {
      // An environment variable has its name beside its value.
      const own = field === "value" && typeof name === "string" ? name : field;
      visit(item, [...path, field], own, tell);
    }
  }
}

/** `--token`, then its value. */
function optionBefore(list: readonly JsonValue[], index: number): string | undefined {
  const before = list[index - 1];
  return typeof before === "string" && /^--?[A-Za-z]/.test(before)
    ? before.replace(/^-+/, "")
    : undefined;
}
