import type { UrlRight } from "../rights/right.ts";

/** The paths of an API server that are for its clients: discovery, its version, its health and its metrics. */
const CLIENT_URLS: readonly string[] = [
  "/api",
  "/api/*",
  "/apis",
  "/apis/*",
  "/healthz",
  "/healthz/*",
  "/livez",
  "/livez/*",
  "/metrics",
  "/openapi",
  "/openapi/*",
  "/readyz",
  "/readyz/*",
  "/version",
  "/version/",
];

/** What a right on every path, or with every verb, stands for among the paths that are for clients, which only read. */
export function expandUrl(right: UrlRight): readonly UrlRight[] {
  const { verb, url } = right;
  const isAll = url === "*" || url === "/*";
  if (verb !== "*" && !isAll) return [right];
  if (verb !== "*" && verb !== "get") return [];
  return (isAll ? CLIENT_URLS : [url]).map((each) => ({ verb: "get", url: each }));
}
