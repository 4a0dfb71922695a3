import type { Address } from "./addresses.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { EndpointDirectory } from "./model.ts";

/** Indexes endpoints; each index is made when the first question needs it. */
export function createDirectory(endpoints: readonly NetworkEndpoint[]): EndpointDirectory {
  // Most questions need none.
  const pods = once(() =>
    groupBy(endpoints, ({ podName, workload }) =>
      podName === undefined ? [] : [`${workload.namespace}/${podName}`],
    ),
  );
  const workloads = once(() =>
    groupBy(endpoints, ({ workload }) => [`${workload.namespace}/${workload.name}`]),
  );
  const namespaces = once(() =>
    groupBy(endpoints.filter(isInNamespace), ({ workload }) => [workload.namespace]),
  );
  const labels = once(() =>
    groupBy(endpoints.filter(isInNamespace), ({ workload, labels: own }) =>
      Object.entries(own).map(([key, value]) => keyOfLabel(workload.namespace, key, value)),
    ),
  );
  const addresses = once(() =>
    groupBy(endpoints, (endpoint) => endpoint.addresses.map(keyOfAddress)),
  );
  return {
    podsNamed: (namespace, name) => pods().get(`${namespace}/${name}`) ?? [],
    workloadsNamed: (namespace, name) => workloads().get(`${namespace}/${name}`) ?? [],
    inNamespace: (namespace) => namespaces().get(namespace) ?? [],
    labelled: (namespace, key, value) => labels().get(keyOfLabel(namespace, key, value)) ?? [],
    partyAt: (address) => {
      const holders = addresses().get(keyOfAddress(address)) ?? [];
      const endpoint =
        holders.find(({ hostNetwork }) => !hostNetwork) ??
        holders.find(({ kind }) => kind === "node") ??
        holders[0];
      if (endpoint) return { kind: "endpoint", endpoint };
      const { family, value } = address;
      return { kind: "addresses", range: { family, first: value, last: value } };
    },
  };
}

function once<Value extends object>(build: () => Value): () => Value {
  let built: Value | undefined;
  return () => (built ??= build());
}

function isInNamespace({ kind }: NetworkEndpoint): boolean {
  return kind !== "node" && kind !== "unidentified";
}

// Keys of broken labels may hold a line break: then one group is of several labels.
function keyOfLabel(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}

/** Equal for equal addresses. */
export function keyOfAddress({ family, value }: Address): string {
  return `${family} ${value}`;
}

function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
