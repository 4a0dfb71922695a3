import type { ConfiguredChat } from "@watertight/core/configuration";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import type { Channel } from "../channel.ts";
import { cut, factsOf, lineOf } from "../text/plain.ts";
import { chatChannel } from "./chat-channel.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const BATCH = 10;
/** A message may have 28 KB. */
const TEXT = 500;

/** Workflows of Microsoft Teams ("when a webhook request is received"), which take an Adaptive Card; connectors of Office 365 are gone. */
export function teamsChannel(
  settings: ConfiguredChat,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  return chatChannel(settings, surroundings, {
    kind: "teams",
    batch: BATCH,
    body: (changes) =>
      stringifyJson({
        type: "message",
        attachments: changes.map((change) => ({
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: cardOf(change),
        })),
      }),
  });
}

function cardOf(change: Change): JsonObject {
  const title = {
    type: "TextBlock",
    text: escaped(cut(lineOf(change), TEXT)),
    wrap: true,
    weight: "Bolder",
    color: isOver(change) ? "Good" : "Attention",
  };
  const facts = factsOf(change).map(([name, value]) => ({
    title: name,
    value: escaped(cut(value, TEXT)),
  }));
  const actions =
    change.link === "" ? [] : [{ type: "Action.OpenUrl", title: "Show it", url: change.link }];
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [title, { type: "FactSet", facts }],
    ...(actions.length > 0 && { actions }),
  };
}

/** Cards read a part of Markdown, links included: what the input has of it is text. */
function escaped(text: string): string {
  return text.replace(/[\\*_[\]()#~`]/g, "\\$&");
}
