import type { ServerResponse } from "node:http";
import { type SeenRequest, type Serving, sendJson, sendStatus } from "./fake-answers.ts";
import type { FakeResource } from "./fake-store.ts";

/** Answers discovery in the form that the server is to have; false for other requests. */
export function answerDiscovery(
  serving: Serving,
  seen: SeenRequest,
  response: ServerResponse,
  cut: number | undefined,
): boolean {
  const { discovery = "aggregated-v2" } = serving.options;
  const version = discovery.replace("aggregated-", "");
  const accept = seen.headers.accept ?? "";
  const isRoot = seen.path === "/api" || seen.path === "/apis";
  if (isRoot && discovery !== "legacy" && accept.includes(`v=${version};`)) {
    const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
    sendJson(response, aggregated(serving, seen.path === "/api"), { seen, cut, type });
    return true;
  }
  const document = legacy(serving, seen.path);
  if (document === undefined) return false;
  if (document === "down") sendStatus(response, 503, { reason: "ServiceUnavailable" });
  else sendJson(response, document, { seen, cut });
  return true;
}

function groupsOf({ resources }: Serving): ReadonlyMap<string, readonly FakeResource[]> {
  const names = new Set(resources.map(({ group }) => group));
  return new Map([...names].map((name) => [name, resources.filter(({ group }) => group === name)]));
}

function versionsOf(resources: readonly FakeResource[]): readonly string[] {
  return [...new Set(resources.map(({ version }) => version))];
}

function verbsOf({ verbs = ["get", "list", "watch"] }: FakeResource): readonly string[] {
  return verbs;
}

function aggregated(serving: Serving, core: boolean): unknown {
  const groups = [...groupsOf(serving)].filter(([group]) => (group === "") === core);
  return {
    kind: "APIGroupDiscoveryList",
    items: groups.map(([group, resources]) => ({
      metadata: { name: group },
      versions: versionsOf(resources).map((version) => ({
        version,
        freshness: serving.options.down?.has(group) ? "Stale" : "Current",
        resources: resources
          .filter((each) => each.version === version && !serving.options.down?.has(group))
          .map((each) => ({
            resource: each.name,
            responseKind: { group: "", version: "", kind: each.kind },
            scope: each.namespaced ? "Namespaced" : "Cluster",
            singularResource: each.kind.toLowerCase(),
            verbs: verbsOf(each),
          })),
      })),
    })),
  };
}

const GROUP_VERSION = /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)$/;

function legacy(serving: Serving, path: string): unknown {
  const groups = groupsOf(serving);
  if (path === "/api") return { kind: "APIVersions", versions: versionsOf(groups.get("") ?? []) };
  if (path === "/apis") {
    const named = [...groups].filter(([group]) => group !== "");
    return {
      kind: "APIGroupList",
      groups: named.map(([name, resources]) => {
        const versions = versionsOf(resources).map((version) => ({
          groupVersion: `${name}/${version}`,
          version,
        }));
        return { name, versions, preferredVersion: versions[0] };
      }),
    };
  }
  return legacyGroup(serving, path);
}

function legacyGroup(serving: Serving, path: string): unknown {
  const groups = groupsOf(serving);
  const { group = "", version } = GROUP_VERSION.exec(path)?.groups ?? {};
  const resources = (groups.get(group) ?? []).filter((each) => each.version === version);
  if (resources.length === 0) return undefined;
  if (serving.options.down?.has(group)) return "down";
  return {
    kind: "APIResourceList",
    groupVersion: group === "" ? version : `${group}/${version}`,
    resources: resources.map((each) => ({
      name: each.name,
      kind: each.kind,
      namespaced: each.namespaced,
      verbs: verbsOf(each),
    })),
  };
}
