import { API_SERVER_FACTS, KUBELETS_FACTS, observedFlagsOf } from "../../control-plane/index.ts";
import type { Fix } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import { NODES_WITH_CONFIGURATION } from "../../snapshot/facts.ts";
import { adding, setting } from "../writing/fixes.ts";
import {
  type ConfiguredField,
  KUBE_PROXY_FIELDS,
  KUBELET_FIELDS,
  SCHEDULER_FIELDS,
} from "./component-fields.ts";
import {
  type Component,
  type ComponentSettings,
  flagsBy,
  minorOfVersion,
} from "./component-settings.ts";
import { KUBEADM_FLAGS } from "./kubeadm-flags.ts";

type Reader = (object: KubernetesObject) => readonly ComponentSettings[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["apiserver.config.k8s.io/AuthenticationConfiguration", anonymous],
  ["apiserver.config.k8s.io/AuthorizationConfiguration", authorizers],
  [API_SERVER_FACTS, observed],
  // They say only that nothing was seen.
  [KUBELETS_FACTS, () => []],
  ["kubeadm.k8s.io/ClusterConfiguration", clusterConfiguration],
  ["kubeadm.k8s.io/InitConfiguration", kubeletOfNode],
  ["kubeadm.k8s.io/JoinConfiguration", kubeletOfNode],
  ["kubelet.config.k8s.io/KubeletConfiguration", configured("kubelet", KUBELET_FIELDS)],
  ["kubeproxy.config.k8s.io/KubeProxyConfiguration", configured("kube-proxy", KUBE_PROXY_FIELDS)],
  [
    "kubescheduler.config.k8s.io/KubeSchedulerConfiguration",
    configured("kube-scheduler", SCHEDULER_FIELDS),
  ],
]);

/** The kinds that configure components, as checks name kinds. */
export const COMPONENT_CONFIGURATIONS: readonly string[] = [...READERS.keys()];

/** What an object says about components, as the flags that mean the same; nothing where it configures none. */
export function componentConfigurationsOf(object: KubernetesObject): readonly ComponentSettings[] {
  return READERS.get(`${groupOf(object)}/${object.kind}`)?.(object) ?? [];
}

/** What a running API server shows of its flags. */
function observed(object: KubernetesObject): readonly ComponentSettings[] {
  const { valueOf, knows, placeOf, version } = observedFlagsOf(object);
  return [
    {
      component: "kube-apiserver",
      flags: flagsBy(valueOf, minorOfVersion(version)),
      decides: knows,
      placeOf,
      fixOf: () => undefined,
    },
  ];
}

/** What a component's own configuration says, with the defaults of its kind, which differ from those of the flags. */
function configured(component: Component, fields: ReadonlyMap<string, ConfiguredField>): Reader {
  return (object) => [configuredBy(object, component, fields)];
}

function configuredBy(
  object: KubernetesObject,
  component: Component,
  fields: ReadonlyMap<string, ConfiguredField>,
): ComponentSettings {
  const annotations = objectAt(object, "metadata", "annotations");
  const isInForce = Object.hasOwn(annotations, NODES_WITH_CONFIGURATION);
  const valueOf = (flag: string): string | undefined => {
    const field = fields.get(flag);
    if (!field) return undefined;
    // What a kubelet says of itself has all defaults in it, and leaves out what is false.
    const absent = isInForce && field.of === "boolean" ? "false" : field.default;
    return wordOf(valueAt(object, ...field.path)) ?? absent;
  };
  const placeOf = (flag: string): FieldPath => fields.get(flag)?.path ?? [];
  return {
    component,
    flags: flagsBy(valueOf, undefined),
    decides: (flag) => fields.has(flag),
    placeOf,
    fixOf: (flag, value) => {
      const field = fields.get(flag);
      if (!field) return undefined;
      const current = valueAt(object, ...field.path);
      return setting("may-break", field.path, current, jsonOf(value, field.of));
    },
  };
}

function jsonOf(value: string, type: ConfiguredField["of"]): JsonValue {
  if (type === "boolean") return value === "true";
  return type === "number" ? Number(value) : value;
}

/** A value as a flag has it; undefined where it is not set, or to nothing. */
function wordOf(value: JsonValue | undefined): string | undefined {
  if (value !== undefined && isJsonList(value)) return value.map(String).join(",") || undefined;
  if (typeof value === "string") return value || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** kubeadm's own flags of the control plane, with the further ones of the configuration over them. */
function clusterConfiguration(object: KubernetesObject): readonly ComponentSettings[] {
  const minor = minorOfVersion(textAt(object, "kubernetesVersion"));
  const parts: readonly (readonly [Component, readonly string[]])[] = [
    ["kube-apiserver", ["apiServer"]],
    ["kube-controller-manager", ["controllerManager"]],
    ["kube-scheduler", ["scheduler"]],
    ...(isJsonObject(valueAt(object, "etcd", "external") ?? null)
      ? []
      : ([["etcd", ["etcd", "local"]]] as const)),
  ];
  return parts.map(([component, path]) => {
    const extra = extraArguments(object, path, "extraArgs");
    const own = KUBEADM_FLAGS.get(component);
    const valueOf = (flag: string): string | undefined =>
      (extra.has(flag) ? extra.valueOf(flag) : own?.get(flag)) || undefined;
    return {
      component,
      flags: flagsBy(valueOf, component === "etcd" ? undefined : minor),
      decides: () => true,
      placeOf: extra.placeOf,
      fixOf: extra.fixOf,
    };
  });
}

/** The kubelet's flags of a node; its file, which says the rest, is elsewhere. */
function kubeletOfNode(object: KubernetesObject): readonly ComponentSettings[] {
  const extra = extraArguments(object, ["nodeRegistration"], "kubeletExtraArgs");
  return [
    {
      component: "kubelet",
      flags: flagsBy((flag) => extra.valueOf(flag) || undefined, undefined),
      decides: extra.has,
      placeOf: extra.placeOf,
      fixOf: extra.fixOf,
    },
  ];
}

interface ExtraArguments {
  readonly has: (flag: string) => boolean;
  readonly valueOf: (flag: string) => string | undefined;
  readonly placeOf: (flag: string) => FieldPath;
  readonly fixOf: (flag: string, value: string) => Fix;
}

/** Further flags of a component: a mapping up to v1beta3, a list of names and values since v1beta4. */
function extraArguments(
  object: KubernetesObject,
  path: readonly string[],
  field: string,
): ExtraArguments {
  const at = [...path, field];
  const list = listAt(object, ...at);
  const given = new Map<string, { readonly value: string; readonly path: FieldPath }>();
  for (const [name, value] of Object.entries(objectAt(object, ...at))) {
    given.set(flagName(name), { value: wordOf(value) ?? "", path: [...at, name] });
  }
  for (const [index, item] of list.entries()) {
    const value = textAt(item, "value");
    given.set(flagName(textAt(item, "name")), { value, path: [...at, index, "value"] });
  }
  const isList = list.length > 0 || object.apiVersion.endsWith("/v1beta4");
  return {
    has: (flag) => given.has(flag),
    valueOf: (flag) => given.get(flag)?.value,
    placeOf: (flag) => given.get(flag)?.path ?? at,
    fixOf: (flag, value) => {
      const set = given.get(flag);
      if (set) return setting("may-break", set.path, set.value, value);
      if (!isList) return adding("may-break", [...at, flag], value);
      const item: JsonObject = { name: flag, value };
      return list.length > 0
        ? adding("may-break", [...at, list.length], item)
        : adding("may-break", at, [item]);
    },
  };
}

function flagName(written: string): string {
  return written.replace(/^-+/, "").replaceAll("_", "-");
}

/** The types of authorizers are what `--authorization-mode` lists. */
function authorizers(object: KubernetesObject): readonly ComponentSettings[] {
  const modes = listAt(object, "authorizers").map((each) => textAt(each, "type"));
  return [partial("authorization-mode", modes.join(",") || undefined, ["authorizers"])];
}

/** Anonymous requests with conditions are answered on the paths of those only; without the field the flag decides. */
function anonymous(object: KubernetesObject): readonly ComponentSettings[] {
  if (!isJsonObject(valueAt(object, "anonymous") ?? null)) return [];
  const isOpen = valueAt(object, "anonymous", "enabled") === true;
  const conditions = listAt(object, "anonymous", "conditions");
  const beyond = conditions.findIndex((each) => !MEANT_FOR_ALL.test(textAt(each, "path")));
  const isLimited = conditions.length > 0 && beyond < 0;
  const path = beyond < 0 ? ["anonymous", "enabled"] : ["anonymous", "conditions", beyond, "path"];
  return [partial("anonymous-auth", isOpen && !isLimited ? "true" : "false", path)];
}

/** What load balancers ask and what other programs verify tokens with; the paths of conditions are whole paths. */
const MEANT_FOR_ALL =
  /^[/](?:(?:livez|readyz|healthz)(?:[/].*)?|version|[.]well-known[/]openid-configuration|openid[/]v1[/]jwks)$/;

function partial(flag: string, value: string | undefined, path: FieldPath): ComponentSettings {
  return {
    component: "kube-apiserver",
    flags: flagsBy((name) => (name === flag ? value : undefined), undefined),
    decides: (name) => name === flag,
    placeOf: () => path,
    fixOf: () => undefined,
  };
}
