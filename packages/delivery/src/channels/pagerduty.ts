import { createHash } from "node:crypto";
import type { ConfiguredPagerDuty } from "@watertight/core/configuration";
import type { Severity } from "@watertight/core/findings";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import type { Channel } from "../channel.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import { cut, lineOf, objectWords } from "../text/plain.ts";
import { below, httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  info: "info",
  low: "warning",
  medium: "warning",
  high: "error",
  critical: "critical",
};

/** Events v2 of PagerDuty, one each: what opens and what resolves have one dedup_key, so that an event that comes twice changes nothing. */
export async function pagerDutyChannel(
  settings: ConfiguredPagerDuty,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const base = settings.url ?? "https://events.pagerduty.com";
  const { client, url } = await httpFor({ ...settings, url: base }, surroundings);
  const { name, routingKey } = settings;
  const read = secretReader(routingKey, `The routing key of ${name}`, surroundings);
  return httpChannel({
    ...{ name, kind: "pagerDuty", target: shownUrl(url), batch: 1, client, now: surroundings.now },
    post: async ([change]) =>
      change && {
        url: below(url, "/v2/enqueue"),
        headers: JSON_HEADERS,
        body: stringifyJson(eventOf(change, await read())),
      },
  });
}

function eventOf(change: Change, routingKey: string): JsonObject {
  const { cluster, severity, time, subject, check, link, object } = change;
  const event = {
    routing_key: routingKey,
    dedup_key: createHash("sha256").update(`${cluster}\n${subject}`).digest("hex"),
  };
  if (isOver(change)) return { ...event, event_action: "resolve" };
  return {
    ...event,
    event_action: "trigger",
    client: "Watertight",
    ...(link !== "" && { client_url: link, links: [{ href: link, text: "Show it" }] }),
    payload: {
      summary: cut(lineOf(change), 1024),
      source: cluster || "watertight",
      severity: SEVERITIES[severity],
      timestamp: time,
      component: objectWords(object),
      group: object?.namespace || "",
      class: check,
      custom_details: changeDocument(change),
    },
  };
}
