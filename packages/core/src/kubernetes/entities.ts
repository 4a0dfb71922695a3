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
  if ("range" in entity) return entity.range;
  if ("pod" in entity) return `container/${entity.namespace}/${entity.pod}/${entity.name}`;
  const word = "kind" in entity ? entity.kind.toLowerCase() : entity.is;
  if (!("name" in entity)) return word;
  return "namespace" in entity
    ? `${word}/${entity.namespace}/${entity.name}`
    : `${word}/${entity.name}`;
}

/** Reads the text form; undefined for what is none. Names of users, groups, volumes and images may hold slashes. */
export function parseEntity(text: string): Entity | undefined {
  if (text === "internet" || text === "cluster-admin") return { is: text };
  if (ADDRESSES.test(text)) return { is: "addresses", range: text };
  const slash = text.indexOf("/");
  const word = text.slice(0, slash);
  const name = text.slice(slash + 1);
  if (slash < 0 || name === "") return undefined;
  return parseNamed(word, name) ?? parseNamespaced(word, name.split("/"));
}

const ADDRESSES = /^[0-9a-f]*[.:][0-9a-f.:]*(?:\/\d{1,3}|-[0-9a-f.:]+)?$/i;

/** Names of users, groups, volumes and images may hold slashes, those of nodes and namespaces not. */
function parseNamed(word: string, name: string): Entity | undefined {
  const free = (["user", "group", "volume", "image"] as const).find((each) => each === word);
  if (free !== undefined) return { is: free, name };
  const plain = (["node", "namespace"] as const).find((each) => each === word);
  return plain === undefined || name.includes("/") ? undefined : { is: plain, name };
}

function parseNamespaced(word: string, parts: readonly string[]): Entity | undefined {
  if (parts.includes("")) return undefined;
  const [namespace, name, third] = parts;
  if (namespace === undefined || name === undefined) return undefined;
  if (parts.length === 3 && third !== undefined)
    return word === "container" ? { is: word, namespace, pod: name, name: third } : undefined;
  return parts.length === 2 ? parsePair(word, namespace, name) : undefined;
}

function parsePair(word: string, namespace: string, name: string): Entity | undefined {
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
