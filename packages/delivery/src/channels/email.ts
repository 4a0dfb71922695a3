import { createHash } from "node:crypto";
import type { ConfiguredEmail } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import { type Channel, forAll } from "../channel.ts";
import { createMailer, type Mailer } from "../mail/mailer.ts";
import { cut, factsOf, lineOf, plain } from "../text/plain.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/** One mail for some changes at a time; its Message-ID is made of their keys, so that mailboxes know it again. */
export async function emailChannel(
  settings: ConfiguredEmail,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const mailer: Mailer = await createMailer(settings, surroundings);
  return {
    ...{ name: settings.name, kind: "email", target: settings.server, batch: 50 },
    send: async (changes, signal) =>
      forAll(
        changes,
        await mailer.send(
          {
            id: idOf(changes),
            subject: subjectOf(changes),
            text: changes.map(textOf).join("\n\n"),
          },
          signal,
        ),
      ),
    close: mailer.close,
  };
}

function idOf(changes: readonly Change[]): string {
  return createHash("sha256")
    .update(changes.map(({ key }) => key).join("\n"))
    .digest("hex");
}

function subjectOf(changes: readonly Change[]): string {
  const [first] = changes;
  const more = changes.length === 1 ? "" : ` and ${changes.length - 1} more`;
  return first === undefined ? "" : `[watertight] ${cut(lineOf(first), 150)}${more}`;
}

function textOf(change: Change): string {
  const facts = factsOf(change).map(([name, value]) => `  ${name}: ${value}`);
  const link = change.link === "" ? [] : [`  ${plain(change.link)}`];
  return [lineOf(change), ...facts, ...link].join("\n");
}
