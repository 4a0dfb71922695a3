import type { ConfiguredElasticsearch } from "@watertight/core/configuration";
import { isJsonObject, listAt, stringifyJson, textAt, valueAt } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import { type Channel, forAll, type Outcome, SENT } from "../channel.ts";
import type { HttpAnswer } from "../http/client.ts";
import { outcomeOf } from "../http/outcome.ts";
import { secretReader } from "../secrets.ts";
import { ecsDocument } from "../text/ecs.ts";
import { parsedJson } from "../text/json.ts";
import { basic, below, httpChannel, httpFor, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const BATCH = 500;

/**
 * The bulk API of Elasticsearch and OpenSearch. `create` with the key of the change as `_id` takes a document once: that it is there already
 * (409) is success. Indices, aliases and data streams take it alike.
 */
export async function elasticsearchChannel(
  settings: ConfiguredElasticsearch,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const authorization = authorizationOf(settings, surroundings);
  const { now } = surroundings;
  return httpChannel({
    ...{ name: settings.name, kind: "elasticsearch", target: shownUrl(url), batch: BATCH },
    ...{ client, now },
    post: async (changes) => ({
      url: below(url, "/_bulk"),
      headers: {
        "content-type": "application/x-ndjson",
        ...(await authorization()),
      },
      body: changes.map((change) => linesOf(change, settings.index)).join(""),
    }),
    judge: (answer, changes) => judged(answer, changes, now()),
  });
}

type Headers = Readonly<Record<string, string>>;

function authorizationOf(
  { name, user, password, apiKey }: ConfiguredElasticsearch,
  surroundings: ChannelSurroundings,
): () => Promise<Headers> {
  if (apiKey !== undefined) {
    const read = secretReader(apiKey, `The API key of ${name}`, surroundings);
    return async () => ({ authorization: `ApiKey ${await read()}` });
  }
  if (user === undefined || password === undefined) return () => Promise.resolve({});
  const read = secretReader(password, `The password of ${name}`, surroundings);
  return async () => ({ authorization: basic(user, await read()) });
}

function linesOf(change: Change, index: string): string {
  const action = { create: { _index: indexFor(index, change.time), _id: change.key } };
  return `${stringifyJson(action)}\n${stringifyJson(ecsDocument(change))}\n`;
}

/** `%Y`, `%m` and `%d` of a time in UTC. */
function indexFor(index: string, time: string): string {
  const [year = "", month = "", day = ""] = time.slice(0, 10).split("-");
  return index.replaceAll("%Y", year).replaceAll("%m", month).replaceAll("%d", day);
}

function judged(answer: HttpAnswer, changes: readonly Change[], now: number): readonly Outcome[] {
  const whole = outcomeOf(answer, now);
  if (whole.is !== "sent") return forAll(changes, whole);
  const body = parsedJson(answer.body);
  if (!isJsonObject(body)) return forAll(changes, { is: "later", because: "it answers no JSON" });
  const items = listAt(body, "items");
  return changes.map((_, at) => {
    const result = valueAt(items[at], "create");
    const status = Number(valueAt(result, "status"));
    if (status === 409 || (status >= 200 && status < 300)) return SENT;
    const type = textAt(result, "error", "type") || "no result";
    const because = `it answers ${status || "nothing"} for the document: ${type}`;
    return { is: status >= 400 && status < 500 && status !== 429 ? "refused" : "later", because };
  });
}
