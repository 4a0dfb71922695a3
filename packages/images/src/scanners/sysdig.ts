import { type ForeignReport, readForeignReport } from "@watertight/core/images";
import { type JsonObject, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import { createService, type Service, type ServiceOptions } from "./service.ts";

/** Where Sysdig has scanned: in pipelines, what runs, or registries. */
export type SysdigScope = "pipeline" | "runtime" | "registry";

/** A client of Sysdig's vulnerability API. */
export interface Sysdig {
  /** The results of a scope, over all pages: what each is of, and its id. */
  readonly results: (scope: SysdigScope, filter?: string) => Promise<readonly JsonObject[]>;
  /** One result in full. */
  readonly result: (id: string) => Promise<ForeignReport>;
}

const BASE = "/secure/vulnerability/v1";
const PAGE = 500;

/** Sysdig at an address; `headers` has the token as `Authorization: Bearer …`. */
export function createSysdig(options: ServiceOptions): Sysdig {
  const service = createService(options);
  return {
    results: (scope, filter) => results(service, scope, filter),
    result: (id) => result(service, id),
  };
}

async function results(
  service: Service,
  scope: SysdigScope,
  filter: string | undefined,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const seen = new Set<string>();
  const chosen = filter === undefined ? "" : `&filter=${encodeURIComponent(filter)}`;
  for (let cursor = ""; ; ) {
    const at = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, json } = await service.ask(
      "GET",
      `${BASE}/${scope}-results?limit=${PAGE}${chosen}${at}`,
    );
    if (status !== 200)
      throw new Error(refusal(`the ${scope} results`, status, textAt(json, "message")));
    found.push(...listAt(json, "data").map((one) => objectAt(one)));
    cursor = textAt(json, "page", "next");
    if (cursor === "" || seen.has(cursor)) return found;
    seen.add(cursor);
  }
}

async function result(service: Service, id: string): Promise<ForeignReport> {
  const { status, json } = await service.ask("GET", `${BASE}/results/${encodeURIComponent(id)}`);
  const read = status === 200 ? readForeignReport(json) : undefined;
  if (read !== undefined) return read;
  if (status === 200)
    throw new Error(`Sysdig answered with something that is no result for ${id}.`);
  throw new Error(refusal(`the result ${id}`, status, textAt(json, "message")));
}

function refusal(what: string, status: number, message: string): string {
  const advice =
    status === 401 || status === 403
      ? "; is the token of a user who may read vulnerabilities?"
      : "";
  return `Sysdig refused ${what} with status ${status}${message === "" ? "" : `: ${message}`}${advice}`;
}
