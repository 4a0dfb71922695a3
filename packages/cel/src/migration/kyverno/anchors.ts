import { isJsonList, isJsonObject, type JsonValue } from "@watertight/core/kubernetes";

/*
 * Keys of patterns with their anchors, and the order in which Kyverno asks them.
 */

const ANCHOR = /^([+<=X^])?\((.+)\)$/;

export interface Member {
  /** "" for none, `()` for a condition, else the character before the parenthesis. */
  readonly anchor: string;
  readonly key: string;
  readonly pattern: JsonValue;
}

export function memberOf([name, pattern]: [string, JsonValue]): Member {
  const match = ANCHOR.exec(name.trim());
  return match
    ? { anchor: match[1] ?? "()", key: match[2] ?? "", pattern }
    : { anchor: "", key: name, pattern };
}

export function byName(one: Member, other: Member): number {
  const [left, right] = [`${one.anchor}${one.key}`, `${other.anchor}${other.key}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Global anchors and what holds anchors come first, the last by name before the others. */
export function orderedResources(members: readonly Member[]): readonly Member[] {
  const sorted = [...members].sort(byKey);
  const isFirst = ({ anchor, pattern }: Member): boolean => anchor === "<" || hasAnchors(pattern);
  return [...sorted.filter(isFirst).reverse(), ...sorted.filter((each) => !isFirst(each))];
}

function byKey(one: Member, other: Member): number {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf({ anchor, key }: Member): string {
  return anchor === "" ? key : `${anchor}(${key})`;
}

function hasAnchors(pattern: JsonValue): boolean {
  if (isJsonList(pattern)) {
    return pattern.some(hasAnchors);
  }
  return (
    isJsonObject(pattern) &&
    Object.entries(pattern).some(([key, value]) => ANCHOR.test(key.trim()) || hasAnchors(value))
  );
}

export function hasGlobal(pattern: JsonValue): boolean {
  if (isJsonList(pattern)) {
    return pattern.some(hasGlobal);
  }
  return (
    isJsonObject(pattern) &&
    Object.entries(pattern).some(([key, value]) => key.trim().startsWith("<(") || hasGlobal(value))
  );
}
