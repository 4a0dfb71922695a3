import { type AddressInfo, createServer, type Socket } from "node:net";
import { compact, crc32c, int, kafkaReader, list, NONE } from "./kafka-bytes.ts";

/** A message as it arrived. */
export interface KafkaMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A broker of one topic with one partition. */
export interface KafkaBroker {
  readonly address: string;
  readonly messages: readonly KafkaMessage[];
  /** What of requests was against the protocol. */
  readonly faults: readonly string[];
  /** Error codes for the next messages that are produced; 0 takes them. */
  readonly answer: (...codes: readonly number[]) => void;
  readonly stop: () => Promise<void>;
}

const PRODUCE = 0;
const METADATA = 3;
const API_VERSIONS = 18;
/** The versions that it speaks, whose layouts are at https://kafka.apache.org/protocol. */
const VERSIONS = new Map([
  [PRODUCE, 9],
  [METADATA, 12],
  [API_VERSIONS, 3],
]);
const ALL_REPLICAS = -1;

/** Starts a broker on this machine that knows what a producer needs, checks every byte of it, and closes the connection where something is wrong. */
export async function startKafkaBroker(topic: string): Promise<KafkaBroker> {
  const messages: KafkaMessage[] = [];
  const faults: string[] = [];
  const codes: number[] = [];
  const sockets = new Set<Socket>();
  let port = 0;

  const answerTo = (frame: Buffer): Buffer => {
    const reader = kafkaReader(frame);
    const api = reader.int(2);
    const version = reader.int(2);
    const correlation = int(4, reader.int(4));
    reader.bytes(Math.max(0, reader.int(2)));
    reader.noTags();
    if (VERSIONS.get(api) !== version) throw new Error(`API ${api} has no version ${version} here`);
    if (api === API_VERSIONS) {
      const known = [...VERSIONS].map(([each, at]) =>
        Buffer.concat([int(2, each), int(2, at), int(2, at), NONE]),
      );
      // Alone of all its header has no tags.
      return Buffer.concat([correlation, int(2, 0), list(...known), int(4, 0), NONE]);
    }
    const body = api === METADATA ? metadata() : produced(reader);
    return Buffer.concat([correlation, NONE, body, NONE]);
  };

  const metadata = (): Buffer => {
    const broker = Buffer.concat([int(4, 1), compact("127.0.0.1"), int(4, port), NONE, NONE]);
    const nodes = list(int(4, 1));
    const partition = Buffer.concat([
      ...[int(2, 0), int(4, 0), int(4, 1), int(4, 0), nodes, nodes, list(), NONE],
    ]);
    const known = Buffer.concat([
      ...[int(2, 0), compact(topic), Buffer.alloc(16), int(1, 0), list(partition)],
      ...[int(4, 0), NONE],
    ]);
    return Buffer.concat([int(4, 0), list(broker), NONE, int(4, 1), list(known)]);
  };

  const produced = (reader: ReturnType<typeof kafkaReader>): Buffer => {
    if (reader.compact() !== undefined) throw new Error("nobody asked for a transaction");
    if (reader.int(2) !== ALL_REPLICAS) throw new Error("not all replicas have to take it");
    reader.int(4);
    const found: KafkaMessage[] = [];
    reader.list(() => {
      if (reader.compact()?.toString() !== topic) throw new Error("it is another topic");
      reader.list(() => {
        if (reader.int(4) !== 0) throw new Error("there is no such partition");
        found.push(...recordsIn(reader.compact() ?? Buffer.alloc(0)));
        reader.noTags();
      });
      reader.noTags();
    });
    reader.noTags();
    reader.end();
    const code = codes.shift() ?? 0;
    const offset = code === 0 ? messages.length : -1;
    if (code === 0) messages.push(...found);
    const partition = Buffer.concat([
      ...[int(4, 0), int(2, code), int(8, offset), int(8, -1), int(8, 0), list(), NONE, NONE],
    ]);
    return Buffer.concat([list(Buffer.concat([compact(topic), list(partition), NONE])), int(4, 0)]);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE()) {
        const end = 4 + rest.readInt32BE();
        try {
          const answer = answerTo(rest.subarray(4, end));
          socket.write(Buffer.concat([int(4, answer.length), answer]));
        } catch (error) {
          faults.push(error instanceof Error ? error.message : "");
          socket.destroy();
        }
        rest = rest.subarray(end);
      }
    });
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  // A door: a server that listens on a port has such an address.
  port = (server.address() as AddressInfo).port;
  return {
    ...{ messages, faults, address: `127.0.0.1:${port}` },
    answer: (...next) => {
      codes.push(...next);
    },
    stop: () =>
      new Promise((settle) => {
        for (const each of sockets) each.destroy();
        server.close(() => {
          settle();
        });
      }),
  };
}

/** The records of one batch of version 2, without compression: https://kafka.apache.org/documentation/#recordbatch. */
function recordsIn(batch: Buffer): readonly KafkaMessage[] {
  const reader = kafkaReader(batch);
  reader.int(8);
  if (reader.int(4) !== batch.length - 12) throw new Error("the batch is not as long as it says");
  reader.int(4);
  if (reader.int(1) !== 2) throw new Error("the batch has another version");
  const sum = reader.bytes(4).readUInt32BE();
  if (sum !== crc32c(batch.subarray(21))) throw new Error("the sum of the batch is wrong");
  if (reader.int(2) !== 0) throw new Error("the batch is compressed, or more");
  const last = reader.int(4);
  reader.bytes(8 + 8 + 8 + 2 + 4);
  const count = reader.int(4);
  if (last !== count - 1) throw new Error("the last offset is not that of the last record");
  const text = (): string => reader.bytes(Math.max(0, reader.varint())).toString("utf8");
  const records = Array.from({ length: count }, (_, at) => {
    reader.varint();
    reader.int(1);
    reader.varint();
    if (reader.varint() !== at) throw new Error("the records are out of order");
    const [key, value] = [text(), text()];
    const headers = Array.from({ length: reader.varint() }, () => [text(), text()] as const);
    return { key, value, headers: Object.fromEntries(headers) };
  });
  reader.end();
  return records;
}
