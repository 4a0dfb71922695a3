import type { Toleration } from "../kubernetes/api/types.ts";
import { componentFlagsOf } from "../kubernetes/component-flags.ts";
import { isJsonObject, type JsonObject } from "../kubernetes/json.ts";
import { asJson, listAt, objectAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Assumption } from "../snapshot/assumptions.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { tolerationsIn } from "./reading.ts";

/** The admission plugins that change where pods go and are off by default. */
export const OPTIONAL_PLUGINS = ["PodNodeSelector", "PodTolerationRestriction"] as const;
export type OptionalPlugin = (typeof OPTIONAL_PLUGINS)[number];

/** Whether the plugins are on, and what their own configuration says. */
export interface AdmissionPlugins {
  /** Those that are on; `defaulted` where no API server is shown: none. */
  readonly enabled: Assumption<ReadonlySet<string>>;
  /** Of PodNodeSelector: selectors by namespace, what namespaces may select; `clusterDefaultNodeSelector` is of those without annotation. */
  readonly nodeSelectors: Labels;
  /** Of PodTolerationRestriction: of namespaces that say nothing. */
  readonly defaultTolerations: readonly Toleration[];
  readonly whitelist: readonly Toleration[];
}

const CONFIGURATION_GROUPS = ["apiserver.config.k8s.io", "apiserver.k8s.io"];

/** Reads the flags of the API server's pod, and an AdmissionConfiguration, where the input shows them. */
export function admissionPluginsOf(snapshot: Snapshot): AdmissionPlugins {
  const flags = apiServerFlags(snapshot);
  const [configuration = {}] = CONFIGURATION_GROUPS.flatMap((group) =>
    snapshot.ofKind(group, "AdmissionConfiguration").map(({ object }) => object),
  );
  const restriction = configurationOf(configuration, "PodTolerationRestriction");
  return {
    enabled: flags
      ? { value: flags, known: "observed" }
      : { value: new Set<string>(), known: "defaulted" },
    nodeSelectors: textMap(
      objectAt(configurationOf(configuration, "PodNodeSelector"), "podNodeSelectorPluginConfig"),
    ),
    defaultTolerations: tolerationsIn(restriction["default"]) ?? [],
    whitelist: tolerationsIn(restriction["whitelist"]) ?? [],
  };
}

function apiServerFlags(snapshot: Snapshot): ReadonlySet<string> | undefined {
  const words = snapshot
    .inNamespace("kube-system")
    .flatMap(({ podTemplates }) => podTemplates.flatMap(({ spec }) => spec.containers ?? []))
    .map(({ command = [], args = [] }) => [...command, ...args])
    .find(([program = ""]) => /(?:^|\/)kube-apiserver$/.test(program));
  if (!words) return undefined;
  const flags = componentFlagsOf(words.slice(1));
  const listed = ["enable-admission-plugins", "admission-control"].flatMap((name) =>
    (flags.get(name)?.value ?? "").split(","),
  );
  return new Set(listed.map((each) => each.trim()).filter((each) => each !== ""));
}

function configurationOf(configuration: JsonObject, name: string): JsonObject {
  const plugin = listAt(configuration, "plugins").find((each) => textAt(each, "name") === name);
  return objectAt(plugin, "configuration");
}

function textMap(object: JsonObject): Labels {
  return Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

/** What may change or refuse pods besides, which is not evaluated here. */
export function otherPodAdmission(snapshot: Snapshot): readonly string[] {
  const group = "admissionregistration.k8s.io";
  const webhooks = snapshot
    .ofKind(group, "MutatingWebhookConfiguration")
    .filter(({ object }) => listAt(object, "webhooks").some((hook) => concernsPods(hook, "rules")));
  const policies = snapshot
    .ofKind(group, "MutatingAdmissionPolicy")
    .filter(({ object }) =>
      concernsPods(objectAt(object, "spec", "matchConstraints"), "resourceRules"),
    );
  return [...webhooks, ...policies].map(({ reference: { kind, name } }) => `${kind} ${name}`);
}

function concernsPods(holder: Parameters<typeof listAt>[0], field: string): boolean {
  return listAt(holder, field).some((rule) =>
    textsAt(isJsonObject(rule) ? rule : asJson({}), "resources").some((each) =>
      ["pods", "*", "*/*", "pods/*"].includes(each),
    ),
  );
}
