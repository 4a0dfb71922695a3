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
      return found && names && names.length > 0 ? resolved(names, found.module) : undefined;
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

/** The names in an expression; of a block with several members, in all of them. Not recursive: they are nested as the input has it. */
function namesIn(expression: JsonValue | undefined): readonly string[] {
  const names: string[] = [];
  const waiting: (JsonValue | undefined)[] = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isJsonList(next)) waiting.push(...next.toReversed());
    else if (isJsonObject(next)) {
      if ("references" in next) names.push(...textsAt(next, "references"));
      else waiting.push(...Object.values(next).reverse());
    }
  }
  return names;
}

interface Named {
  readonly name: string;
  readonly module: Module;
}

/** What names stand for: addresses of resources, and through variables and outputs those that they pass on, each way followed once. */
function resolved(names: readonly string[], module: Module): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting: Named[] = names.map((name) => ({ name, module }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = `${next.module.prefix} ${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const step = stepOf(next);
    if (typeof step === "string") found.add(step);
    else waiting.push(...step);
  }
  return [...found];
}

/** An address, or the names behind a variable or an output; none where a plan does not say what is behind it. */
function stepOf({ name, module }: Named): string | readonly Named[] {
  const steps = name.replace(/\[[^\]]*\]/g, "").split(".");
  const [kind, first, second] = steps;
  if (!kind || !first || OPAQUE.has(kind)) return [];
  if (kind === "var") return ofVariable(first, module);
  if (kind === "module") return second ? ofOutput(first, second, module) : [];
  if (INDICES.has(kind)) return `${kind}.${first}`;
  return `${module.prefix}${steps.slice(0, kind === "data" ? 3 : 2).join(".")}`;
}

const INDICES: ReadonlySet<string> = new Set(["count", "each"]);

/** What a plan does not say the expressions of. */
const OPAQUE: ReadonlySet<string> = new Set(["local", "path", "terraform", "self"]);

function ofVariable(variable: string, { parent }: Module): readonly Named[] {
  if (!parent) return [];
  const expression = valueAt(parent.call, "expressions", variable);
  return namesIn(expression).map((name) => ({ name, module: parent.module }));
}

function ofOutput(call: string, output: string, module: Module): readonly Named[] {
  const called = callsOf(module).find(({ prefix }) => prefix === `${module.prefix}module.${call}.`);
  const expression = called && valueAt(called.module, "outputs", output, "expression");
  return called ? namesIn(expression).map((name) => ({ name, module: called })) : [];
}
