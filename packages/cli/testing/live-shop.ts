import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CLUSTER_ROLES,
  CONFIG_MAPS,
  DEPLOYMENTS,
  type FakeServer,
  NAMESPACES,
  objectOf,
  PODS,
  SECRETS,
  startFakeServer,
  WIDGETS,
} from "@watertight/api-server/testing";
import { onTestFinished } from "vitest";

type Options = NonNullable<Parameters<typeof startFakeServer>[0]>;

/** A cluster with a privileged Deployment in each of two namespaces, and a folder with its kubeconfig. */
export async function liveShop(
  options: Options = {},
): Promise<{ server: FakeServer; folder: string }> {
  const resources = [PODS, SECRETS, CONFIG_MAPS, NAMESPACES, DEPLOYMENTS, CLUSTER_ROLES, WIDGETS];
  const server = await startFakeServer({ resources, ...options });
  const containers = [{ name: "main", image: "nginx", securityContext: { privileged: true } }];
  const template = { metadata: { labels: { app: "web" } }, spec: { containers } };
  const spec = { selector: { matchLabels: { app: "web" } }, template };
  for (const namespace of ["shop", "bank"]) {
    server.put(NAMESPACES, objectOf(NAMESPACES, namespace));
    server.put(DEPLOYMENTS, objectOf(DEPLOYMENTS, "web", { namespace, spec }));
    const data = { password: "Y2FuYXJ5" };
    server.put(CONFIG_MAPS, objectOf(CONFIG_MAPS, "settings", { namespace, data: { a: "b" } }));
    server.put(SECRETS, objectOf(SECRETS, "db", { namespace, type: "Opaque", data }));
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-live-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(
    join(folder, "kubeconfig"),
    `current-context: dev
contexts: [{name: dev, context: {cluster: dev, user: dev}}]
clusters: [{name: dev, cluster: {server: "${server.url}"}}]
users: [{name: dev, user: {token: t}}]
`,
  );
  return { server, folder };
}

/** The options that lead there. */
export const LIVE: readonly string[] = [
  "--cluster",
  "--kubeconfig",
  "kubeconfig",
  "--request-rate",
  "10000",
];
