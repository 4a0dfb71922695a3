import { createHmac } from "node:crypto";
import { type ForeignReport, readForeignReport } from "@watertight/core/images";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { createService, type Service, type ServiceOptions } from "./service.ts";

/** An image as Clair is told of it: it fetches the layers itself. */
export interface ClairManifest {
  /** Of the image's manifest. */
  readonly hash: string;
  readonly layers: readonly {
    readonly hash: string;
    readonly uri: string;
    /** What fetching it takes, as `{Authorization: ["Bearer …"]}`. */
    readonly headers: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** What Clair said of one image: both of its reports, as it gave them and as read. */
export interface ClairResult {
  readonly index: JsonValue;
  readonly report: JsonValue;
  readonly read: ForeignReport;
}

/** A client of Clair v4 (quay/clair, httptransport/api/v1/openapi.yaml). */
export interface Clair {
  /** The state of its indexers: where it differs from that of an index report, the image has to be indexed anew. */
  readonly indexState: () => Promise<string>;
  /** Has an image indexed and matched, waits for both, and begins anew where Clair has forgotten it. */
  readonly scan: (manifest: ClairManifest) => Promise<ClairResult>;
  /** The report on an image that somebody had indexed; waits while the matcher is not ready. */
  readonly report: (hash: string) => Promise<ForeignReport>;
  /** Every notification of an id, over all pages. */
  readonly notifications: (id: string) => Promise<readonly JsonObject[]>;
  /** Tells Clair that the notifications of an id were read. */
  readonly forget: (id: string) => Promise<void>;
}

const INDEX = "/indexer/api/v1/index_report";
const REPORT = "/matcher/api/v1/vulnerability_report";
const NOTIFICATION = "/notifier/api/v1/notification";
const PAGE = 500;
const PAUSE = 500;

/** A Clair at an address. */
export function createClair(options: ServiceOptions): Clair {
  const service = createService(options);
  return {
    indexState: () => indexState(service),
    scan: (manifest) => scan(service, manifest),
    report: (hash) => report(service, hash),
    notifications: (id) => notifications(service, id),
    forget: async (id) => {
      await service.ask("DELETE", `${NOTIFICATION}/${encodeURIComponent(id)}`);
    },
  };
}

async function indexState(service: Service): Promise<string> {
  const { json } = await service.ask("GET", "/indexer/api/v1/index_state");
  return textAt(json, "state");
}

async function scan(service: Service, manifest: ClairManifest): Promise<ClairResult> {
  const until = service.deadline();
  const index = await indexed(service, manifest, until);
  for (;;) {
    const { status, json } = await service.ask("GET", `${REPORT}/${manifest.hash}`);
    if (status === 200) return resultOf(index, json);
    // 202: the matcher is not ready. 404: it has forgotten the image, or was started anew.
    if (status === 404) await indexed(service, manifest, until);
    else if (status !== 202) throw new Error(refusal("the vulnerability report", status, json));
    await pause(service, until, `the vulnerability report of ${manifest.hash}`);
  }
}

async function report(service: Service, hash: string): Promise<ForeignReport> {
  const until = service.deadline();
  for (;;) {
    const { status, json } = await service.ask("GET", `${REPORT}/${hash}`);
    if (status === 200) return resultOf(null, json).read;
    if (status === 404)
      throw new Error(`Clair has not indexed ${hash}; give its manifest with --clair-manifest.`);
    if (status !== 202) throw new Error(refusal("the vulnerability report", status, json));
    await pause(service, until, `the vulnerability report of ${hash}`);
  }
}

function resultOf(index: JsonValue, report: JsonValue): ClairResult {
  const read = readForeignReport(report);
  if (read === undefined)
    throw new Error("Clair answered with something that is no vulnerability report.");
  return { index, report, read };
}

/**
 * The finished index report. Asking for it is a POST: what is indexed already is answered with at once, unless the indexers have
 * changed since, when Clair indexes anew.
 */
async function indexed(
  service: Service,
  manifest: ClairManifest,
  until: number,
): Promise<JsonValue> {
  const body = { hash: manifest.hash, layers: manifest.layers.map((layer) => ({ ...layer })) };
  let { status, json } = await service.ask("POST", INDEX, body);
  for (;;) {
    // 201 is labelled text/plain and is JSON all the same.
    if (status >= 400 && status !== 404 && status !== 412)
      throw new Error(refusal("the manifest", status, json));
    const state = textAt(json, "state");
    if (state === "IndexError" || textAt(json, "err") !== "") {
      throw new Error(`Clair could not index ${manifest.hash}: ${textAt(json, "err") || state}`);
    }
    if (state === "IndexFinished") return json;
    await pause(service, until, `the index of ${manifest.hash}`);
    ({ status, json } = await service.ask("GET", `${INDEX}/${manifest.hash}`));
    // A Clair that was started anew knows nothing of what was under way.
    if (status === 404) ({ status, json } = await service.ask("POST", INDEX, body));
  }
}

function refusal(what: string, status: number, json: JsonValue): string {
  const message = textAt(json, "message");
  return `Clair refused ${what} with status ${status}${message === "" ? "" : `: ${message}`}.`;
}

async function pause({ network }: Service, until: number, what: string): Promise<void> {
  if (network.now() + PAUSE > until) throw new Error(`Clair did not finish ${what} in time.`);
  await network.sleep(PAUSE);
}

async function notifications(service: Service, id: string): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const seen = new Set<string>();
  for (let next = ""; ; ) {
    const cursor = next === "" ? "" : `&next=${encodeURIComponent(next)}`;
    const { status, json } = await service.ask(
      "GET",
      `${NOTIFICATION}/${encodeURIComponent(id)}?page_size=${PAGE}${cursor}`,
    );
    if (status !== 200) throw new Error(refusal(`the notifications ${id}`, status, json));
    found.push(...listAt(json, "notifications").map((one) => objectAt(one)));
    next = textAt(json, "page", "next");
    // The last page names none, or itself.
    if (next === "" || /^0+(?:-0+)*$/.test(next) || seen.has(next)) return found;
    seen.add(next);
  }
}

/** The token that a Clair with a pre-shared key takes: a JWT (HS256) of an issuer that it knows, for five minutes. */
export function pskToken(key: Buffer, issuer: string, seconds: number): string {
  const part = (value: JsonObject): string =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: issuer, iat: seconds, nbf: seconds - 60, exp: seconds + 300 };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}
