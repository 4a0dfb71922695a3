import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";

/** What the configuration of a plan says of arguments whose values are not yet known. */
export interface References {
  /** Addresses of resources, without indices, that an argument's expression refers to, `each.key` and `count.index` among them. */
  readonly of: (address: string, argument: readonly string[]) => readonly string[] | undefined;
  readonly sets: (address: string, argument: readonly string[]) => boolean | undefined;
}

interface Module {
  readonly module: JsonObject;
  /** `module.eks.`, or "" for the root. */
  readonly prefix: string;
  readonly parent?: { readonly module: Module; readonly call: JsonObject };
}

/** Chains of variables and outputs through modules are followed this far. */
const FARTHEST = 12;

/** Reads `configuration.root_module` (hashicorp/terraform internal/command/jsonconfig). */
export function createReferences(root: JsonObject): References {
  const resources = new Map<string, { readonly resource: JsonObject; readonly module: Module }>();
  const waiting: Module[] = [{ module: root, prefix: "" }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const resource of listAt(next.module, "resources")) {
      const address = `${next.prefix}${textAt(resource, "address")}`;
      resources.set(address, { resource: objectAt(resource), module: next });
    }
    waiting.push(...callsOf(next));
  }
  const expressionOf = (
    address: string,
    argument: readonly string[],
  ): { readonly expression: JsonValue | undefined; readonly module: Module } | undefined => {
    const known = resources.get(address);
    if (!known) return undefined;
    const expression = argument.reduce<JsonValue | undefined>(
      (value, key) => valueAt(isJsonList(value) ? value[0] : value, key),
      objectAt(known.resource, "expressions"),
    );
    return { expression, module: known.module };
  };
  return {
    of: (address, argument) => {
      const found = expressionOf(address, argument);
      const names = found && namesIn(found.expression);
      return found && names && names.length > 0
        ? [...new Set(names.flatMap((name) => resolved(name, found.module, FARTHEST)))]
        : undefined;
    },
    sets: (address, argument) => {
      const found = expressionOf(address, argument);
      return found ? found.expression !== undefined : undefined;
    },
  };
}

function callsOf(parent: Module): readonly Module[] {
  return Object.entries(objectAt(parent.module, "module_calls")).map(([name, call]) => ({
    module: objectAt(call, "module"),
    prefix: `${parent.prefix}module.${name}.`,
    parent: { module: parent, call: objectAt(call) },
  }));
}

/** The names in an expression; of a block with several members, in all of them. */
function namesIn(expression: JsonValue | undefined): readonly string[] {
  if (isJsonList(expression)) return expression.flatMap(namesIn);
  if (!isJsonObject(expression)) return [];
  return "references" in expression
    ? textsAt(expression, "references")
    : Object.values(expression).flatMap(namesIn);
}

/** What a name stands for: a resource's address, or those that a variable or an output passes on. */
function resolved(name: string, module: Module, left: number): readonly string[] {
  const steps = name.replace(/\[[^\]]*\]/g, "").split(".");
  const [kind, first] = steps;
  if (left === 0 || !kind || !first || OPAQUE.has(kind)) return [];
  if (kind === "var") return ofVariable(first, module, left);
  if (kind === "module") return ofOutput(first, steps[2] ?? "", module, left);
  if (INDICES.has(kind)) return [`${kind}.${first}`];
  return [`${module.prefix}${steps.slice(0, kind === "data" ? 3 : 2).join(".")}`];
}

const INDICES: ReadonlySet<string> = new Set(["count", "each"]);

/** What a plan does not say the expressions of. */
const OPAQUE: ReadonlySet<string> = new Set(["local", "path", "terraform", "self"]);

function ofVariable(variable: string, { parent }: Module, left: number): readonly string[] {
  if (!parent) return [];
  const expression = valueAt(parent.call, "expressions", variable);
  return namesIn(expression).flatMap((name) => resolved(name, parent.module, left - 1));
}

function ofOutput(call: string, output: string, module: Module, left: number): readonly string[] {
  const called = callsOf(module).find(({ prefix }) => prefix === `${module.prefix}module.${call}.`);
  if (!called || output === "") return [];
  const expression = valueAt(called.module, "outputs", output, "expression");
  return namesIn(expression).flatMap((name) => resolved(name, called, left - 1));
}
