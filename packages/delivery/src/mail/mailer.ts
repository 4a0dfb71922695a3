import { isIP } from "node:net";
import type { ConfiguredEmail } from "@watertight/core/configuration";
import { type Outcome, SENT } from "../channel.ts";
import type { ChannelSurroundings } from "../channels/surroundings.ts";
import { assertAllowedHost } from "../http/address.ts";
import { tlsSettings } from "../http/tls.ts";
import { secretReader } from "../secrets.ts";

/** A mail, but for whom it is from and to. */
export interface Mail {
  /** Hexadecimal digits: the same for the same mail. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
}

/** Hands mail to a server. */
export interface Mailer {
  readonly send: (mail: Mail, signal: AbortSignal) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

const TIMEOUT = 30_000;

/** A mailer that makes a connection a mail: they are few. */
export async function createMailer(
  settings: ConfiguredEmail,
  surroundings: ChannelSurroundings,
): Promise<Mailer> {
  const { name, server, from, to, user, password, allowPlain = false } = settings;
  const tls = await tlsSettings(settings.tls, surroundings.directory);
  const read = password && secretReader(password, `The password of ${name}`, surroundings);
  const { isEncrypted, host, port } = placeOf(server, name);
  return {
    send: async ({ id, subject, text, attachments = [] }, signal) => {
      const { createTransport } = await import("nodemailer");
      const transport = createTransport({
        ...{ host, port, secure: isEncrypted, requireTLS: !isEncrypted && !allowPlain },
        ignoreTLS: false,
        tls: { ...tls, minVersion: "TLSv1.2", ...(isIP(host) === 0 && { servername: host }) },
        connectionTimeout: TIMEOUT,
        greetingTimeout: TIMEOUT,
        socketTimeout: TIMEOUT,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...(user !== undefined && read && { auth: { user, pass: await read() } }),
      });
      const close = (): void => {
        transport.close();
      };
      signal.addEventListener("abort", close);
      try {
        await transport.sendMail({
          ...{ from, to: [...to], subject, text },
          messageId: `<${id}@${domainOf(from)}>`,
          headers: { "Auto-Submitted": "auto-generated" },
          attachments: attachments.map((each) => ({ ...each })),
        });
        return SENT;
      } catch (error) {
        return outcomeOfError(error);
      } finally {
        signal.removeEventListener("abort", close);
        close();
      }
    },
    close: () => Promise.resolve(),
  };
}

function placeOf(server: string, name: string) {
  const [, scheme = "", rest = ""] = /^(smtps?):\/\/(.+)$/.exec(server) ?? [];
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  if (url === undefined) throw new Error(`The server of the channel ${name} is none of smtp.`);
  const isEncrypted = scheme === "smtps";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  assertAllowedHost(host);
  const given = /:(\d+)$/.exec(rest)?.[1];
  return { isEncrypted, host, port: Number(given ?? (isEncrypted ? "465" : "587")) };
}

/** Replies from 500 on (RFC 5321, 4.2) are final where they speak of the mail, and not of who asks or of TLS. */
function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof Error)) return { is: "later", because: "the mail was not taken" };
  const code = "responseCode" in error ? Number(error.responseCode) : 0;
  const isAboutMail = "code" in error && (error.code === "EENVELOPE" || error.code === "EMESSAGE");
  const because = code === 0 ? error.message : `the server answers ${code}`;
  return { is: code >= 500 && isAboutMail ? "refused" : "later", because };
}

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "watertight.invalid";
}
