import type { ConfiguredChat } from "@watertight/core/configuration";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import type { Channel } from "../channel.ts";
import { cut, factsOf, lineOf } from "../text/plain.ts";
import { chatChannel } from "./chat-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** Slack takes 50 blocks a message, and a section has ten fields of 2,000 characters: https://docs.slack.dev/reference/block-kit/blocks. */
const BATCH = 10;
const FIELD = 500;

/** Incoming webhooks of Slack. Of a batch each change has a line and its facts. */
export function slackChannel(
  settings: ConfiguredChat,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  return chatChannel(settings, surroundings, {
    kind: "slack",
    batch: BATCH,
    body: (changes) =>
      stringifyJson({
        text: escaped(changes.map(lineOf).join("; ")),
        blocks: changes.slice(0, BATCH).flatMap(blocksOf),
      }),
  });
}

function blocksOf(change: Change): readonly JsonObject[] {
  const sign = isOver(change) ? ":white_check_mark:" : ":rotating_light:";
  const link = change.link === "" ? "" : `\n<${linkOf(change.link)}|Show it>`;
  const text = `${sign} *${escaped(cut(lineOf(change), FIELD))}*${link}`;
  return [
    { type: "section", text: { type: "mrkdwn", text } },
    {
      type: "section",
      fields: factsOf(change).map(([name, value]) => ({
        type: "mrkdwn",
        text: `*${name}*\n${escaped(cut(value, FIELD))}`,
      })),
    },
  ];
}

/** Slack's three characters; a zero-width space keeps `*`, `_`, `~` and backticks of the input from being marks. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`]/g, "$&\u200b");
}

function linkOf(link: string): string {
  return link.replace(/[<>|\s]/g, encodeURIComponent).replaceAll("&", "&amp;");
}
