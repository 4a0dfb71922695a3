import { pick } from "@watertight/core/testing";
import { FIELD_SELECTORS, LABEL_SELECTORS } from "./random-selectors.ts";

const SEGMENTS = [
  "namespaces",
  "a",
  "pods",
  "p",
  "status",
  "finalize",
  "log",
  "watch",
  "proxy",
  "v1",
  "x%2Fy",
  "",
];

/** Path and query of a request to an API server, likely or not. */
export function randomUrl(random: () => number): string {
  const prefix = pick(random, [
    "/api/v1",
    "/apis/apps/v1",
    "/apis/apps",
    "/api",
    "/healthz",
    "",
    "/apis",
  ]);
  const count = Math.floor(random() * 6);
  const path = [prefix, ...Array.from({ length: count }, () => pick(random, SEGMENTS))].join("/");
  const parameters = [
    ...(random() < 0.3 ? [`watch=${pick(random, ["1", "true", "false", "0", "FALSE", ""])}`] : []),
    ...(random() < 0.4
      ? [`fieldSelector=${encodeURIComponent(pick(random, FIELD_SELECTORS))}`]
      : []),
    ...(random() < 0.3
      ? [`labelSelector=${encodeURIComponent(pick(random, LABEL_SELECTORS))}`]
      : []),
    ...(random() < 0.1 ? [`limit=${pick(random, ["5", "x", "", "-1"])}`] : []),
  ];
  return `${path === "" ? "/" : path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`;
}
