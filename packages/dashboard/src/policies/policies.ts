import {
  isJsonList,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { ObjectsDocument } from "../documents/objects.ts";
import { mapIn, nameOfObject } from "../objects/names.ts";
import { headingOf, keyOfObject } from "../parts/names.ts";

/** Something that admits, refuses, changes or separates. */
export interface PolicyRow {
  readonly key: string;
  readonly heading: string;
  readonly sort: string;
  /** What it does where it fails to hold: `Deny`, `Audit`, `fails open` … */
  readonly mode: string;
  readonly about: string;
  readonly place: string;
  readonly object: JsonObject;
}

const SORTS: ReadonlyMap<string, (object: JsonObject, bindings: Bindings) => Told> = new Map([
  ["ValidatingAdmissionPolicy", policyTold],
  ["MutatingAdmissionPolicy", policyTold],
  ["ValidatingWebhookConfiguration", webhookTold],
  ["MutatingWebhookConfiguration", webhookTold],
  ["NetworkPolicy", networkTold],
  ["CiliumNetworkPolicy", networkTold],
  ["CiliumClusterwideNetworkPolicy", networkTold],
  ["ClusterNetworkPolicy", networkTold],
  ["AdminNetworkPolicy", networkTold],
  [
    "ResourceQuota",
    (object) => ({ sort: "quota", mode: "Deny", about: keysOf(objectAt(object, "spec", "hard")) }),
  ],
  [
    "LimitRange",
    (object) => ({
      sort: "limits",
      mode: "Deny",
      about: listAt(object, "spec", "limits")
        .map((each) => textAt(each, "type"))
        .join(", "),
    }),
  ],
]);

interface Told {
  readonly sort: string;
  readonly mode: string;
  readonly about: string;
}

/** What bindings do with each admission policy. */
type Bindings = ReadonlyMap<string, readonly JsonObject[]>;

/** The policies of the input, and what Pod Security asks of each namespace. */
export function policyRows({ objects }: ObjectsDocument): readonly PolicyRow[] {
  const bindings = new Map<string, JsonObject[]>();
  for (const { object } of objects) {
    if (!textAt(object, "kind").endsWith("AdmissionPolicyBinding")) continue;
    const name = textAt(object, "spec", "policyName");
    bindings.set(name, [...(bindings.get(name) ?? []), object]);
  }
  return objects.flatMap((row): readonly PolicyRow[] => {
    const name = nameOfObject(row);
    const told =
      name.kind === "Namespace"
        ? podSecurityTold(row.object)
        : SORTS.get(name.kind)?.(row.object, bindings);
    if (!told) return [];
    return [
      {
        ...{ key: keyOfObject(name), heading: headingOf(name), ...told },
        ...{ place: `${row.file}:${row.line}`, object: row.object },
      },
    ];
  });
}

function policyTold(object: JsonObject, bindings: Bindings): Told {
  const own = bindings.get(textAt(object, "metadata", "name")) ?? [];
  const actions = own.flatMap((binding) => textsAt(binding, "spec", "validationActions"));
  const isMutating = textAt(object, "kind") === "MutatingAdmissionPolicy";
  const bound = isMutating ? "Mutate" : [...new Set(actions)].join(", ");
  const matched = listAt(object, "spec", "matchConstraints", "resourceRules").flatMap((rule) =>
    textsAt(rule, "resources"),
  );
  return {
    sort: "admission policy",
    mode: own.length === 0 ? "not bound" : bound,
    about: `${matched.join(", ")}; ${(textAt(object, "spec", "failurePolicy") || "Fail") === "Fail" ? "fails closed" : "fails open"}`,
  };
}

function webhookTold(object: JsonObject): Told {
  const webhooks = listAt(object, "webhooks");
  const open = webhooks.filter((each) => textAt(each, "failurePolicy") === "Ignore").length;
  const resources = webhooks.flatMap((each) =>
    listAt(each, "rules").flatMap((rule) => textsAt(rule, "resources")),
  );
  return {
    sort: "webhook",
    mode: open === 0 ? "fails closed" : `${open} of ${webhooks.length} fail open`,
    about: [...new Set(resources)].join(", "),
  };
}

function networkTold(object: JsonObject): Told {
  const types = textsAt(object, "spec", "policyTypes");
  const selector = objectAt(object, "spec", "podSelector");
  const selects = Object.keys(selector).length === 0 ? "every pod" : JSON.stringify(selector);
  return { sort: "network policy", mode: types.join(", ") || "Ingress", about: selects };
}

const LEVELS = ["enforce", "audit", "warn"] as const;

function podSecurityTold(object: JsonObject): Told {
  const labels = mapIn(object, "labels");
  const modes = LEVELS.flatMap((mode) => {
    const level = labels.get(`pod-security.kubernetes.io/${mode}`);
    return level === undefined ? [] : [`${mode} ${level}`];
  });
  return {
    sort: "Pod Security",
    mode: labels.get("pod-security.kubernetes.io/enforce") ?? "nothing enforced",
    about: modes.join(", ") || "no label asks for anything",
  };
}

function keysOf(value: JsonValue): string {
  return typeof value === "object" && value !== null && !isJsonList(value)
    ? Object.keys(value).join(", ")
    : "";
}
