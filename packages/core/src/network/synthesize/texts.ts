import { containersOf, type PlacedContainer } from "../../kubernetes/containers.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { serviceAccountNameOf, tokenMountOf } from "../../kubernetes/service-account.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";

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
  const configMaps: ConfigMaps = (name) => dataOf(snapshot, namespace, name);
  const texts = [...containersOf(template.spec)].flatMap(({ container }) => {
    const variables = variablesOf(container, configMaps);
    const siblings = new Map([...variables].map(([name, { text }]) => [name, text] as const));
    const words = [...(container.command ?? []), ...(container.args ?? [])];
    const where = `arguments of container ${container.name}`;
    return [
      ...[...variables].map(([key, variable]) => ({ ...variable, key, siblings })),
      ...words.map((word) => ({ text: expanded(word, siblings), key: "", where, siblings })),
    ];
  });
  return [...texts, ...mountedTexts(template, configMaps)];
}

type ConfigMaps = (name: string) => ReadonlyMap<string, string>;

type Variables = ReadonlyMap<string, Pick<ConfiguredText, "text" | "where">>;

function variablesOf(
  { envFrom = [], env = [] }: PlacedContainer["container"],
  configMaps: ConfigMaps,
): Variables {
  const variables = new Map<string, Pick<ConfiguredText, "text" | "where">>();
  const known = new Map<string, string>();
  const add = (name: string, text: string, where: string): void => {
    variables.set(name, { text, where });
    known.set(name, text);
  };
  const addReferred = (
    variable: string,
    { name = "", key = "" }: { readonly name?: string; readonly key?: string },
  ): void => {
    add(variable, configMaps(name).get(key) ?? "", `ConfigMap ${name}, key ${key}`);
  };
  for (const [name, text, where] of variablesFrom(envFrom, configMaps)) add(name, text, where);
  for (const { name, value, valueFrom } of env) {
    const from = value === undefined ? valueFrom?.configMapKeyRef : undefined;
    if (from) addReferred(name, from);
    else add(name, expanded(value ?? "", known), `env ${name}`);
  }
  return variables;
}

// The name, the text and where it is from.
function* variablesFrom(
  sources: NonNullable<PlacedContainer["container"]["envFrom"]>,
  configMaps: ConfigMaps,
): Generator<readonly [string, string, string]> {
  for (const source of sources) {
    const name = source.configMapRef?.name ?? "";
    for (const [key, value] of configMaps(name))
      yield [`${source.prefix ?? ""}${key}`, value, `ConfigMap ${name}, key ${key}`];
  }
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
    Object.entries(objectAt(found?.object, "data")).flatMap(([key, value]): [string, string][] =>
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

/** Whether pods of the template get a token for the API server; that of an account that the input does not show is mounted, as Kubernetes does. */
export function hasToken({ spec }: PodTemplate, namespace: string, snapshot: Snapshot): boolean {
  const name = serviceAccountNameOf(spec);
  const account = snapshot
    .ofKind("", "ServiceAccount")
    .findLast(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
  return tokenMountOf(spec, account?.object).mounted !== "no";
}
