/** Who or what an answer is about. Engines answer with these, never with text that another has to parse. */
export type Entity =
  | { readonly is: "internet" | "cluster-admin" }
  /** As `10.0.0.0/8`, or `10.0.0.1-10.0.0.9`. */
  | { readonly is: "addresses"; readonly range: string }
  | {
      readonly is: "container";
      readonly namespace: string;
      readonly pod: string;
      readonly name: string;
    }
  /** What describes pods, a Pod itself too; `kind` as the API has it. */
  | {
      readonly is: "workload";
      readonly kind: string;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly is: "serviceaccount" | "secret";
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly is: "user" | "group" | "node" | "namespace" | "volume" | "image";
      readonly name: string;
    };

/**
 * The one text form of an entity: `pod/shop/web`, `deployment/shop/web`, `container/shop/web/main`, `serviceaccount/shop/web`,
 * `user/ann`, `namespace/shop`, `10.0.0.0/8`, `internet`.
 */
export function entityText(entity: Entity): string {
  switch (entity.is) {
    case "internet":
    case "cluster-admin":
      return entity.is;
    case "addresses":
      return entity.range;
    case "container":
      return `container/${entity.namespace}/${entity.pod}/${entity.name}`;
    case "workload":
      return `${entity.kind.toLowerCase()}/${entity.namespace}/${entity.name}`;
    case "serviceaccount":
    case "secret":
      return `${entity.is}/${entity.namespace}/${entity.name}`;
    case "user":
    case "group":
    case "node":
    case "namespace":
    case "volume":
    case "image":
      return `${entity.is}/${entity.name}`;
  }
}

/** Reads the text form; undefined for what is none. Names of users, groups, volumes and images may hold slashes. */
export function parseEntity(text: string): Entity | undefined {
  if (text === "internet" || text === "cluster-admin") return { is: text };
  if (/^[0-9a-f.:]+(?:\/\d{1,3}|-[0-9a-f.:]+)?$/i.test(text) && /[.:]/.test(text))
    return { is: "addresses", range: text };
  const [, word = "", rest = ""] = /^([a-z]+)\/(.+)$/s.exec(text) ?? [];
  switch (word) {
    case "user":
    case "group":
    case "volume":
    case "image":
      return { is: word, name: rest };
    case "node":
    case "namespace":
      return rest.includes("/") ? undefined : { is: word, name: rest };
    default:
      return parseNamespaced(word, rest.split("/"));
  }
}

function parseNamespaced(word: string, parts: readonly string[]): Entity | undefined {
  if (parts.includes("")) return undefined;
  const [namespace, name, third, ...more] = parts;
  if (namespace === undefined || name === undefined || more.length > 0) return undefined;
  if (word === "container")
    return third === undefined ? undefined : { is: "container", namespace, pod: name, name: third };
  if (third !== undefined) return undefined;
  if (word === "serviceaccount" || word === "secret") return { is: word, namespace, name };
  const kind = WORKLOADS.find((each) => each.toLowerCase() === word);
  return kind === undefined ? undefined : { is: "workload", kind, namespace, name };
}

/** The kinds that Kubernetes itself makes pods of. */
const WORKLOADS = [
  "Pod",
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
] as const;
