import { createHash } from "node:crypto";
import type { ConfiguredJira } from "@watertight/core/configuration";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import { type Channel, type Outcome, SENT } from "../channel.ts";
import type { HttpAnswer } from "../http/client.ts";
import { outcomeOf } from "../http/outcome.ts";
import { secretReader } from "../secrets.ts";
import { parsedJson } from "../text/json.ts";
import { cut, factsOf, kindWords, lineOf } from "../text/plain.ts";
import { basic, below, httpFor, JSON_HEADERS, shownUrl } from "./http-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** One question to Jira below its address. */
type Ask = (
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: JsonObject,
) => Promise<{ readonly answer: HttpAnswer; readonly body: JsonValue | undefined }>;

/**
 * Issues of Jira by its REST API 2, which Cloud and Data Center share. A label made of cluster and subject finds the issue again; a label made of the
 * change's key says that a comment was written.
 */
export async function jiraChannel(
  settings: ConfiguredJira,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { client, url } = await httpFor(settings, surroundings);
  const { name, user } = settings;
  const token = secretReader(settings.token, `The token of ${name}`, surroundings);
  return {
    ...{ name, kind: "jira", target: shownUrl(url), batch: 1 },
    send: async (changes, signal) => {
      const secret = await token();
      const authorization = user === undefined ? `Bearer ${secret}` : basic(user, secret);
      const ask: Ask = async (method, path, body) => {
        const [pathname = "", query = ""] = path.split("?");
        const target = below(url, pathname);
        target.search = query;
        const answer = await client.request({
          ...{ method, signal, url: target },
          headers: { ...JSON_HEADERS, authorization },
          ...(body && { body: stringifyJson(body) }),
        });
        return { answer, body: parsedJson(answer.body) };
      };
      const outcomes: Outcome[] = [];
      for (const change of changes)
        outcomes.push(await sendOne(change, { ask, settings, now: surroundings.now() }));
      return outcomes;
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

interface Sending {
  readonly ask: Ask;
  readonly settings: ConfiguredJira;
  readonly now: number;
}

async function sendOne(change: Change, sending: Sending): Promise<Outcome> {
  const { ask, settings, now } = sending;
  const label = labelOf(change);
  const jql = encodeURIComponent(
    `project = "${settings.project}" AND labels = "${label}" ORDER BY created DESC`,
  );
  const { answer, body } = await search(ask, `maxResults=1&fields=labels,status&jql=${jql}`);
  const found = outcomeOf(answer, now, wordsIn(body));
  if (found.is !== "sent") return found;
  const [issue] = listAt(body, "issues");
  if (issue !== undefined) return tellIssue(change, textAt(issue, "key"), issue, sending);
  // What was never opened here need not be closed.
  return isOver(change) ? SENT : create(change, label, sending);
}

/** Data Center has `search`; of Cloud it was taken away for `search/jql`. */
async function search(ask: Ask, query: string): ReturnType<Ask> {
  const cloud = await ask("GET", `/rest/api/2/search/jql?${query}`);
  const { status } = cloud.answer;
  return status === 404 || status === 405 ? ask("GET", `/rest/api/2/search?${query}`) : cloud;
}

async function create(
  change: Change,
  label: string,
  { ask, settings, now }: Sending,
): Promise<Outcome> {
  const { answer, body } = await ask("POST", "/rest/api/2/issue", {
    fields: {
      project: { key: settings.project },
      issuetype: { name: settings.issueType ?? "Task" },
      summary: cut(lineOf(change), 250),
      description: cut(descriptionOf(change), 30_000),
      labels: ["watertight", label, keyLabelOf(change)],
    },
  });
  return outcomeOf(answer, now, wordsIn(body));
}

/** An issue that is there gets a comment once, and is closed where the thing is over. */
async function tellIssue(
  change: Change,
  key: string,
  issue: JsonValue,
  { ask, settings, now }: Sending,
): Promise<Outcome> {
  const mark = keyLabelOf(change);
  if (listAt(issue, "fields", "labels").includes(mark)) return SENT;
  const path = `/rest/api/2/issue/${encodeURIComponent(key)}`;
  const text = cut(`${kindWords(change.kind)}: ${descriptionOf(change)}`, 30_000);
  // Both or none: a comment without its mark would be written again.
  const comment = await ask("PUT", path, {
    update: { comment: [{ add: { body: text } }], labels: [{ add: mark }] },
  });
  const told = outcomeOf(comment.answer, now, wordsIn(comment.body));
  if (told.is !== "sent") return told;
  if (isOver(change) && settings.closeBy !== undefined) {
    const closed = await transition(path, settings.closeBy, { ask, settings, now });
    if (closed.is !== "sent") return closed;
  }
  return SENT;
}

async function transition(path: string, name: string, { ask, now }: Sending): Promise<Outcome> {
  const offered = await ask("GET", `${path}/transitions`);
  const asked = outcomeOf(offered.answer, now);
  if (asked.is !== "sent") return asked;
  const found = listAt(offered.body, "transitions").find((each) => textAt(each, "name") === name);
  // The issue may be closed already.
  if (found === undefined) return SENT;
  const { answer, body } = await ask("POST", `${path}/transitions`, {
    transition: { id: textAt(found, "id") },
  });
  return outcomeOf(answer, now, wordsIn(body));
}

function labelOf({ cluster, subject }: Change): string {
  return `watertight-${shortDigest(`${cluster}\n${subject}`)}`;
}

function keyLabelOf({ key }: Change): string {
  return `watertight-change-${shortDigest(key)}`;
}

function shortDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

/** Jira's wiki marks of the input are text: each is behind a backslash. */
function descriptionOf(change: Change): string {
  const lines = factsOf(change).map(
    ([name, value]) => `${name}: ${value.replace(/[\\{}[\]*_|!^~+?#-]/g, "\\$&")}`,
  );
  return [...lines, ...(change.link === "" ? [] : [change.link])].join("\n");
}

/** Names of fields that Jira does not take; its messages may quote what was sent. */
function wordsIn(body: JsonValue | undefined): string {
  if (!isJsonObject(body)) return "";
  const errors = body["errors"];
  return isJsonObject(errors) ? cut(Object.keys(errors).join(", "), 100) : "";
}
