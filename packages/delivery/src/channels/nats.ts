import type { ConfiguredNats } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import { type Channel, forAll, type Outcome, SENT } from "../channel.ts";
import { tlsSettings } from "../http/tls.ts";
import { type ReadSecret, secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const TIMEOUT = 10_000;

/**
 * Messages of NATS on `SUBJECT.CLUSTER.KIND`. With JetStream a stream has to have stored a message, and drops one whose `Nats-Msg-Id`, the
 * key of the change, it had within its window; without it, what the server has taken counts as sent.
 */
export async function natsChannel(
  settings: ConfiguredNats,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { name, servers, subject, jetStream = true, user, password, token } = settings;
  const isEncrypted = servers.some((server) => server.startsWith("tls:")) || settings.tls;
  const tls = isEncrypted ? await tlsSettings(settings.tls, surroundings.directory) : undefined;
  const readPassword = password && secretReader(password, `The password of ${name}`, surroundings);
  const readToken = token && secretReader(token, `The token of ${name}`, surroundings);
  const open = async () => {
    const { connect, headers, jetstream } = await import("./nats-client.ts");
    const connection = await connect({
      name: "watertight",
      servers: [...servers],
      timeout: TIMEOUT,
      maxReconnectAttempts: 0,
      ...(await credentials(user, readPassword, readToken)),
      ...(tls && { tls: { ...tls, handshakeFirst: false } }),
    });
    return { connection, headers, stream: jetstream(connection, { timeout: TIMEOUT }) };
  };
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const close = async (): Promise<void> => {
    const { connection } = opened ?? {};
    opened = undefined;
    await connection?.close();
  };
  const sendOne = async (change: Change): Promise<Outcome> => {
    if (opened === undefined || opened.connection.isClosed()) opened = await open();
    const { connection, stream, headers } = opened;
    const on = subjectFor(subject, change);
    const body = stringifyJson(changeDocument(change));
    const told = headers();
    told.set("Nats-Msg-Id", change.key);
    if (jetStream) await stream.publish(on, body, { headers: told });
    else connection.publish(on, body, { headers: told });
    return SENT;
  };
  return {
    ...{ name, kind: "nats", target: `${subject} at ${servers.join(", ")}`, batch: 100 },
    send: async (changes) => {
      const outcomes: Outcome[] = [];
      try {
        for (const change of changes) outcomes.push(await sendOne(change));
        await opened?.connection.flush();
      } catch (error) {
        await close().catch(() => undefined);
        const because = wordsOf(error);
        // Without JetStream nobody knows which of them arrived.
        const known = jetStream ? outcomes : [];
        return changes.map((_, at) => known[at] ?? { is: "later", because });
      }
      return forAll(changes, SENT);
    },
    close,
  };
}

async function credentials(
  user: string | undefined,
  password: ReadSecret | undefined,
  token: ReadSecret | undefined,
): Promise<{ readonly user?: string; readonly pass?: string; readonly token?: string }> {
  if (token) return { token: await token() };
  return user !== undefined && password ? { user, pass: await password() } : {};
}

/** Names of clusters may have dots, which would be further levels. */
function subjectFor(subject: string, { cluster, kind }: Change): string {
  const level = cluster.replace(/[^A-Za-z0-9_-]/g, "_") || "_";
  return `${subject}.${level}.${kind}`;
}

/** Where nobody answers, NATS says that JetStream is not enabled. */
function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /no responders|not enabled|503/i.test(words) ? "no stream keeps its subject" : words;
}
