import type { ConfiguredSplunk } from "@watertight/core/configuration";
import { isJsonObject, stringifyJson, textAt } from "@watertight/core/kubernetes";
import type { Channel } from "../channel.ts";
import { forAll } from "../channel.ts";
import { outcomeOf } from "../http/outcome.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import { parsedJson } from "../text/json.ts";
import { cut, plain } from "../text/plain.ts";
import { below, httpChannel, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** Splunk's HTTP Event Collector: events one after the other in one body. */
export async function splunkChannel(
  settings: ConfiguredSplunk,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const { name, index, sourceType = "watertight:change" } = settings;
  const token = secretReader(settings.token, `The token of ${name}`, surroundings);
  const { now } = surroundings;
  return httpChannel({
    ...{ name, kind: "splunk", target: shownUrl(url), batch: 100, client, now },
    post: async (changes) => ({
      url: below(url, "/services/collector/event"),
      headers: { ...JSON_HEADERS, authorization: `Splunk ${await token()}` },
      body: changes
        .map((change) =>
          stringifyJson({
            time: Date.parse(change.time) / 1000,
            host: surroundings.hostname,
            source: "watertight",
            sourcetype: sourceType,
            ...(index !== undefined && { index }),
            event: changeDocument(change),
            fields: { cluster: change.cluster, severity: change.severity, key: change.key },
          }),
        )
        .join("\n"),
    }),
    judge: (answer, changes) => {
      const body = parsedJson(answer.body);
      const words = isJsonObject(body) ? cut(plain(textAt(body, "text")), 100) : "";
      return forAll(changes, outcomeOf(answer, now(), words));
    },
  });
}
