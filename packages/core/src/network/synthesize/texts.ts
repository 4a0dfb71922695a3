import { containersOf } from "../../kubernetes/containers.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { namespaceOf } from "../endpoints.ts";
import { fieldOf, mappingOf } from "../fields.ts";

/** A text that a workload is configured with. */
export interface ConfiguredText {
  readonly text: string;
  /** The name of the variable or key; "" for arguments. */
  readonly key: string;
  /** A clause: `env LEDGER_URL`. */
  readonly where: string;
  /** What its siblings say: variables of the container or keys of the ConfigMap. */
  readonly siblings: ReadonlyMap<string, string>;
}

/** What containers of a pod are told: environment, arguments, and the ConfigMaps that they mount or take variables from. */
export function configuredTexts(
  template: PodTemplate,
  namespace: string,
  snapshot: Snapshot,
): readonly ConfiguredText[] {
  const configMaps = (name: string): ReadonlyMap<string, string> =>
    dataOf(snapshot, namespace, name);
  const texts: ConfiguredText[] = [];
  for (const { container } of containersOf(template.spec)) {
    const variables = new Map<string, string>();
    const places = new Map<string, string>();
    for (const { prefix = "", configMapRef } of container.envFrom ?? [])
      for (const [key, value] of configMaps(configMapRef?.name ?? "")) {
        variables.set(`${prefix}${key}`, value);
        places.set(`${prefix}${key}`, `ConfigMap ${configMapRef?.name ?? ""}, key ${key}`);
      }
    for (const { name, value, valueFrom } of container.env ?? []) {
      const from = valueFrom?.configMapKeyRef;
      const found =
        value ?? (from ? configMaps(from.name ?? "").get(from.key ?? "") : undefined) ?? "";
      variables.set(name, expanded(found, variables));
      places.set(name, from ? `ConfigMap ${from.name ?? ""}, key ${from.key}` : `env ${name}`);
    }
    for (const [key, text] of variables)
      texts.push({ text, key, where: places.get(key) ?? `env ${key}`, siblings: variables });
    const words = [...(container.command ?? []), ...(container.args ?? [])];
    for (const word of words)
      texts.push({
        text: expanded(word, variables),
        key: "",
        where: `arguments of container ${container.name}`,
        siblings: variables,
      });
  }
  return [...texts, ...mountedTexts(template, configMaps)];
}

function mountedTexts(
  { spec }: PodTemplate,
  configMaps: (name: string) => ReadonlyMap<string, string>,
): readonly ConfiguredText[] {
  const names = (spec.volumes ?? []).flatMap(({ configMap, projected }) => [
    configMap?.name ?? "",
    ...(projected?.sources ?? []).map((source) => source.configMap?.name ?? ""),
  ]);
  return [...new Set(names)].flatMap((name) => {
    const data = configMaps(name);
    return [...data].map(([key, text]) => ({
      text,
      key,
      where: `ConfigMap ${name}, key ${key}`,
      siblings: data,
    }));
  });
}

function dataOf(snapshot: Snapshot, namespace: string, name: string): ReadonlyMap<string, string> {
  if (name === "") return new Map();
  const found = snapshot
    .ofKind("", "ConfigMap")
    .findLast(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
  return new Map(
    Object.entries(mappingOf(found?.object, "data")).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
}

// `$(NAME)` of a variable that stands before, as third_party/forked/golang/expansion of k8s.io/kubernetes; `$$` stays one.
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (all, name: string | undefined) =>
    name === undefined ? "$" : (variables.get(name) ?? all),
  );
}

/** Whether pods of the template get a token for the API server, as the ServiceAccount admission plug-in decides it. */
export function hasToken(template: PodTemplate, namespace: string, snapshot: Snapshot): boolean {
  const { spec } = template;
  const projects = (spec.volumes ?? []).some(({ projected }) =>
    (projected?.sources ?? []).some(
      ({ serviceAccountToken: token }) => token && (token.audience ?? "") === "",
    ),
  );
  if (projects) return true;
  if (spec.automountServiceAccountToken !== undefined) return spec.automountServiceAccountToken;
  const name = spec.serviceAccountName ?? spec.serviceAccount ?? "default";
  const account = snapshot
    .ofKind("", "ServiceAccount")
    .findLast(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
  return fieldOf(account?.object, "automountServiceAccountToken") !== false;
}
