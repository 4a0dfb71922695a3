import type { ConfiguredKafka } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import { type Channel, forAll, SENT } from "../channel.ts";
import { tlsSettings } from "../http/tls.ts";
import { secretReader } from "../secrets.ts";
import { changeDocument } from "../text/document.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

/**
 * Messages in a topic of Kafka. The key is cluster and subject, so that changes of one thing stay in order; the header `id` is the key of the
 * change. Every replica in sync has to have taken a message before it counts as sent.
 */
export async function kafkaChannel(
  settings: ConfiguredKafka,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { name, brokers, topic, encrypted = true, user, password } = settings;
  const tls = encrypted ? await tlsSettings(settings.tls, surroundings.directory) : undefined;
  const read = password && secretReader(password, `The password of ${name}`, surroundings);
  const connect = async () => {
    const { Producer, stringSerializers } = await import("@platformatic/kafka");
    return new Producer({
      clientId: "watertight",
      bootstrapBrokers: [...brokers],
      serializers: stringSerializers,
      // A courier tries again.
      retries: 0,
      connectTimeout: 10_000,
      requestTimeout: 30_000,
      ...(tls && { tls }),
      ...(user !== undefined &&
        read && {
          sasl: {
            mechanism: settings.mechanism ?? "SCRAM-SHA-512",
            username: user,
            password: await read(),
          },
        }),
    });
  };
  let producer: Awaited<ReturnType<typeof connect>> | undefined;
  const close = async (): Promise<void> => {
    const open = producer;
    producer = undefined;
    if (open === undefined) return;
    await new Promise<void>((settle) => {
      open.close(true, () => {
        settle();
      });
    });
  };
  return {
    ...{ name, kind: "kafka", target: `${topic} at ${brokers.join(", ")}`, batch: 200 },
    send: async (changes) => {
      producer ??= await connect();
      try {
        await producer.send({
          acks: -1,
          messages: changes.map((change) => ({
            topic,
            key: `${change.cluster}/${change.subject}`,
            value: stringifyJson(changeDocument(change)),
            headers: { id: change.key, type: `watertight.${change.kind}` },
          })),
        });
      } catch (error) {
        // Another password or other brokers may hold by the next try.
        await close().catch(() => undefined);
        throw error;
      }
      return forAll(changes, SENT);
    },
    close,
  };
}
