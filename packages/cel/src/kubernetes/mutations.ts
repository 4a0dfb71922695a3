import { JSON_PATCH } from "../libraries/json-patch.ts";
import { type Environment, withLibrary } from "../typing/environment.ts";
import { DYN, objectType, STRING, type Type } from "../typing/type.ts";

/*
 * What mutating policies make: `Object{}` with any field, whose parts are `Object.spec{}` and so on, and `JSONPatch{}`
 * (k8s.io/apiserver/pkg/cel/mutation).
 */

const PATCH: Type = objectType("JSONPatch");

const PATCH_FIELDS: ReadonlyMap<string, Type> = new Map([
  ["op", STRING],
  ["path", STRING],
  ["from", STRING],
  ["value", DYN],
]);

/** The fields of an object of which nothing is known: there is any, of any type. */
class AnyField extends Map<string, Type> {
  override get(_name: string): Type {
    return DYN;
  }
}

const ANY: ReadonlyMap<string, Type> = new AnyField();

function isObject(name: string): boolean {
  return name === "Object" || name.startsWith("Object.");
}

/** The environment in which mutations are written. */
export function withMutations(environment: Environment): Environment {
  return {
    ...withLibrary(environment, JSON_PATCH),
    typeNamed: (name) =>
      name === PATCH.name ? PATCH : isObject(name) ? objectType(name) : undefined,
    fieldsOf: (name) => {
      if (name === PATCH.name) {
        return PATCH_FIELDS;
      }
      return isObject(name) ? ANY : environment.fieldsOf(name);
    },
  };
}
