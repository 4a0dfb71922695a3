import { type StandIn, type StandInAnswer, startStandIn } from "./stand-in.ts";

/** What a Clair does wrong, each so many times. */
export interface ClairMoods {
  /** Questions for the index that it answers with an unfinished one. */
  readonly slowIndex?: number;
  /** Questions for the report that it answers with 202. */
  readonly slowReport?: number;
  /** Questions for the report after which it is started anew: the connection is cut, and all is forgotten. */
  readonly restarts?: number;
  /** 429 with `Retry-After: 1`, then 500. */
  readonly tired?: number;
  readonly broken?: number;
  /** What it says instead of indexing. */
  readonly indexError?: string;
}

/**
 * A Clair v4 as one behaved that was measured: 201 labelled text/plain, a vulnerability report that is labelled as an index report,
 * and 404 for what it has not indexed.
 */
export function startClairStandIn(
  { index, report }: { readonly index: string; readonly report: string },
  moods: ClairMoods = {},
): Promise<StandIn> {
  const left = { slowIndex: 0, slowReport: 0, restarts: 0, tired: 0, broken: 0, ...moods };
  const indexed = new Set<string>();
  const spend = (mood: "slowIndex" | "slowReport" | "restarts" | "tired" | "broken"): boolean => {
    left[mood] -= 1;
    return left[mood] >= 0;
  };
  const indexAnswer = (status: number): StandInAnswer => {
    const headers = {
      "content-type":
        status === 201 ? "text/plain; charset=utf-8" : "application/vnd.clair.index_report.v1+json",
    };
    if (moods.indexError !== undefined) {
      return {
        status,
        headers,
        body: JSON.stringify({ state: "IndexError", success: false, err: moods.indexError }),
      };
    }
    const body = spend("slowIndex") ? '{"state":"ScanLayers","success":false,"err":""}' : index;
    return { status, headers, body };
  };
  const reportAnswer = (hash: string): StandInAnswer => {
    if (spend("restarts")) {
      indexed.clear();
      return "hang up";
    }
    if (!indexed.has(hash))
      return { status: 404, body: '{"code":"not-found","message":"index report not found"}' };
    if (spend("slowReport")) return { status: 202 };
    return {
      status: 200,
      headers: { "content-type": "application/vnd.clair.index_report.v1+json" },
      body: report,
    };
  };
  return startStandIn(({ method, url, body }) => {
    if (spend("tired")) return { status: 429, headers: { "retry-after": "1" } };
    if (spend("broken"))
      return { status: 500, body: '{"code":"internal","message":"pool is closed"}' };
    const hash = url.split("/").at(-1) ?? "";
    if (method === "POST" && url === "/indexer/api/v1/index_report") {
      indexed.add((JSON.parse(body) as { hash: string }).hash);
      return indexAnswer(201);
    }
    if (url.startsWith("/indexer/api/v1/index_report/"))
      return indexed.has(hash) ? indexAnswer(200) : { status: 404 };
    if (url.startsWith("/matcher/api/v1/vulnerability_report/")) return reportAnswer(hash);
    return { status: 404 };
  });
}
