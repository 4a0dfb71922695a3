import type { ConfiguredAlertmanager } from "@watertight/core/configuration";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import type { Channel } from "../channel.ts";
import { secretReader } from "../secrets.ts";
import { cut, plain } from "../text/plain.ts";
import { basic, below, httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const DAY = 86_400_000;

/**
 * Alertmanager's API v2. The labels name one thing, so that what opens it and what resolves it are the same alert. It fires until a time that
 * is told with it, since nothing is repeated.
 */
export async function alertmanagerChannel(
  settings: ConfiguredAlertmanager,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const { name, labels = {}, firingDays = 30 } = settings;
  const authorization = authorizationOf(settings, surroundings);
  return httpChannel({
    ...{ name, kind: "alertmanager", target: shownUrl(url), batch: 100 },
    ...{ client, now: surroundings.now },
    post: async (changes) => ({
      url: below(url, "/api/v2/alerts"),
      headers: { ...JSON_HEADERS, ...(await authorization()) },
      body: stringifyJson(latestOf(changes).map((change) => alertOf(change, labels, firingDays))),
    }),
  });
}

function authorizationOf(
  { name, user, password, token }: ConfiguredAlertmanager,
  surroundings: ChannelSurroundings,
): () => Promise<Readonly<Record<string, string>>> {
  if (token !== undefined) {
    const read = secretReader(token, `The token of ${name}`, surroundings);
    return async () => ({ authorization: `Bearer ${await read()}` });
  }
  if (user === undefined || password === undefined) return () => Promise.resolve({});
  const read = secretReader(password, `The password of ${name}`, surroundings);
  return async () => ({ authorization: basic(user, await read()) });
}

/** Of one thing Alertmanager keeps one alert: the last change decides. */
function latestOf(changes: readonly Change[]): readonly Change[] {
  const key = ({ cluster, subject }: Change): string => JSON.stringify([cluster, subject]);
  return [...new Map(changes.map((change) => [key(change), change])).values()];
}

function alertOf(
  change: Change,
  labels: Readonly<Record<string, string>>,
  firingDays: number,
): JsonObject {
  const { title, message, time, link } = change;
  const ends = isOver(change) ? Date.parse(time) : Date.parse(time) + firingDays * DAY;
  const all = { ...labels, ...labelsOf(change) };
  return {
    labels: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
    annotations: { summary: cut(plain(title), 500), description: cut(plain(message), 2000) },
    ...(!isOver(change) && { startsAt: time }),
    endsAt: new Date(ends).toISOString(),
    ...(/^https?:/.test(link) && { generatorURL: link }),
  };
}

/** What names one thing, and nothing that changes of it: the severity of a finding is that of what opened it. */
function labelsOf(change: Change): Readonly<Record<string, string>> {
  const { kind, cluster, severity, subject, check, object } = change;
  return {
    alertname: kind.startsWith("incident.") ? "WatertightIncident" : "WatertightFinding",
    ...{ severity, cluster, subject, check },
    namespace: object?.namespace || "",
    kind: object?.kind ?? "",
    name: object?.name ?? "",
  };
}
