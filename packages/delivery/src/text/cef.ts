import type { Severity } from "@watertight/core/findings";
import type { Change } from "../change.ts";
import { objectWords, plain } from "./plain.ts";

/** From 0 to 10. */
const SEVERITIES: Readonly<Record<Severity, number>> = {
  info: 1,
  low: 3,
  medium: 5,
  high: 8,
  critical: 10,
};

/**
 * A change in ArcSight's Common Event Format, version 0:
 * https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/pdfdoc/cef-implementation-standard/cef-implementation-standard.pdf
 */
export function cefMessage(change: Change, version: string): string {
  const { kind, severity, title, check, time, key, cluster, message, path, link, reason, object } =
    change;
  const header = [
    "CEF:0",
    "Watertight",
    "Watertight",
    version,
    `${kind}${check === "" ? "" : `/${check}`}`,
    title,
    String(SEVERITIES[severity]),
  ].map(inHeader);
  const extension: readonly (readonly [string, string])[] = [
    ["rt", String(Date.parse(time))],
    ["externalId", key],
    ["cat", kind],
    ["msg", message],
    ["cs1Label", "cluster"],
    ["cs1", cluster],
    ["cs2Label", "object"],
    ["cs2", objectWords(object)],
    ["cs3Label", "field"],
    ["cs3", path],
    ["cs4Label", "namespace"],
    ["cs4", object?.namespace || ""],
    ["request", link],
    ["reason", reason],
  ];
  const pairs = extension
    .filter(([name, value], at) => value !== "" && !isLabelOfNothing(name, extension[at + 1]))
    .map(([name, value]) => `${name}=${inExtension(value)}`);
  return `${header.join("|")}|${pairs.join(" ")}`;
}

function isLabelOfNothing(name: string, next: readonly [string, string] | undefined): boolean {
  return name.endsWith("Label") && next?.[1] === "";
}

function inHeader(text: string): string {
  return plain(text).replace(/[\\|]/g, "\\$&");
}

function inExtension(text: string): string {
  return plain(text).replace(/[\\=]/g, "\\$&");
}
