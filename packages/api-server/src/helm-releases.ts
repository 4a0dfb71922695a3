import { gunzipSync } from "node:zlib";
import { type JsonValue, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import type { Connection } from "./connect.ts";
import { readJson } from "./requests/read-json.ts";

/** What a release of Helm says of its chart and, where it is asked for, what it has deployed; nothing else of it is kept. */
export interface HelmRelease {
  readonly namespace: string;
  readonly name: string;
  readonly chart: string;
  readonly chartVersion: string;
  /** Of the program; "" where the chart says none. */
  readonly appVersion: string;
  /** The objects as YAML; "" where they were not asked for. */
  readonly manifest: string;
}

/** What is kept of a release besides its chart. */
interface Wish {
  readonly withManifests?: boolean;
}

/** The releases that are deployed, and why some could not be read, a whole sentence each. */
export interface HelmReleases {
  readonly releases: readonly HelmRelease[];
  readonly notRead: readonly string[];
}

// Releases hold the whole chart: few a page.
const PAGE = 20;
const LARGEST = 64 * 1024 * 1024;

/** Lists the Secrets in which Helm 3 keeps releases, of these namespaces or all, and keeps of each what its chart is. */
export async function helmReleases(
  connection: Pick<Connection, "ask" | "silence">,
  namespaces: readonly string[],
  wish: Wish = {},
): Promise<HelmReleases> {
  const releases: HelmRelease[] = [];
  const notRead: string[] = [];
  for (const namespace of namespaces.length === 0 ? [undefined] : namespaces) {
    const found = await releasesIn(connection, namespace, wish);
    releases.push(...found.releases);
    notRead.push(...found.notRead);
  }
  return { releases, notRead };
}

async function releasesIn(
  connection: Pick<Connection, "ask" | "silence">,
  namespace: string | undefined,
  wish: Wish,
): Promise<HelmReleases> {
  const releases: HelmRelease[] = [];
  const notRead: string[] = [];
  const place = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  let next = "";
  do {
    const query = new URLSearchParams({
      labelSelector: "owner=helm,status=deployed",
      limit: String(PAGE),
      ...(next !== "" && { continue: next }),
    });
    const answer = await connection.ask({
      path: `/api/v1${place}/secrets?${query.toString()}`,
      read: (got) => readJson(got, connection.silence),
    });
    if ("refusal" in answer) {
      const where = namespace === undefined ? "" : ` of the namespace ${namespace}`;
      notRead.push(`The releases of Helm${where} could not be listed: ${answer.refusal.message}`);
      break;
    }
    for (const secret of listAt(answer.value, "items")) {
      const release = releaseOf(secret, wish);
      if (typeof release === "string") notRead.push(release);
      else if (release) releases.push(release);
    }
    next = textAt(answer.value, "metadata", "continue");
  } while (next !== "");
  return { releases, notRead };
}

/** A release of a Secret; a sentence where it cannot be read, undefined for another Secret. */
export function releaseOf(secret: JsonValue, wish: Wish = {}): HelmRelease | string | undefined {
  const name = textAt(secret, "metadata", "name");
  if (textAt(secret, "type") !== "helm.sh/release.v1") return undefined;
  const read = releaseIn(textAt(secret, "data", "release"), wish);
  if (!read) return `The release of Helm in the Secret ${name} cannot be read.`;
  const chart = objectAt(read, "chart", "metadata");
  return {
    namespace: textAt(secret, "metadata", "namespace"),
    // sh.helm.release.v1.NAME.vREVISION
    name: name.replace(/^sh\.helm\.release\.v1\./, "").replace(/\.v\d+$/, ""),
    chart: textAt(chart, "name"),
    chartVersion: textAt(chart, "version"),
    appVersion: textAt(chart, "appVersion"),
    manifest: textAt(read, "manifest"),
  };
}

/** The keys of a release on the way to what its chart is; values, manifests and templates are let go while it is read. */
const KEPT: ReadonlySet<string> = new Set([
  "",
  "chart",
  "metadata",
  "name",
  "version",
  "appVersion",
]);

/** Base64 of Kubernetes around that of Helm around gzip, or none in releases of early versions (pkg/storage/driver/util.go of Helm). */
function releaseIn(release: string, { withManifests = false }: Wish): JsonValue | undefined {
  try {
    const inner = Buffer.from(Buffer.from(release, "base64").toString("latin1"), "base64");
    const isZipped = inner[0] === 0x1f && inner[1] === 0x8b;
    const bytes = isZipped ? gunzipSync(inner, { maxOutputLength: LARGEST }) : inner;
    // A door: JSON is JSON, with some of its keys left out.
    const read = JSON.parse(bytes.toString("utf8"), (key, value: JsonValue) =>
      KEPT.has(key) || (withManifests && key === "manifest") ? value : undefined,
    ) as JsonValue;
    return textAt(read, "chart", "metadata", "name") === "" ? undefined : read;
  } catch {
    return undefined;
  }
}
