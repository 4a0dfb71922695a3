import type { ConfiguredLoki } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import type { Channel } from "../channel.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import { basic, below, httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** Lines of JSON in Grafana Loki, in one stream a cluster, kind and severity; Loki drops a line that it has with the same time. */
export async function lokiChannel(
  settings: ConfiguredLoki,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const { name, tenant, user, password } = settings;
  const read = password && secretReader(password, `The password of ${name}`, surroundings);
  return httpChannel({
    ...{ name, kind: "loki", target: shownUrl(url), batch: 500, client, now: surroundings.now },
    post: async (changes) => ({
      url: below(url, "/loki/api/v1/push"),
      headers: {
        ...JSON_HEADERS,
        ...(tenant !== undefined && { "x-scope-orgid": tenant }),
        ...(user !== undefined && read && { authorization: basic(user, await read()) }),
      },
      body: JSON.stringify({ streams: streamsOf(changes, settings.labels ?? {}) }),
    }),
  });
}

interface Stream {
  readonly stream: Readonly<Record<string, string>>;
  /** Nanoseconds since 1970, and a line. */
  readonly values: string[][];
}

function streamsOf(changes: readonly Change[], labels: Readonly<Record<string, string>>): Stream[] {
  const streams = new Map<string, Stream>();
  for (const change of changes) {
    const { cluster, kind, severity, time } = change;
    const stream = { ...labels, job: "watertight", cluster, kind, severity };
    const key = JSON.stringify(stream);
    const known: Stream = streams.get(key) ?? { stream, values: [] };
    streams.set(key, known);
    known.values.push([nanoseconds(time), stringifyJson(changeDocument(change))]);
  }
  return [...streams.values()];
}

function nanoseconds(time: string): string {
  return `${Date.parse(time)}000000`;
}
