/** Reads what Kafka's protocol is made of (https://kafka.apache.org/protocol), and throws where it is something else. */
export interface KafkaReader {
  readonly int: (size: 1 | 2 | 4 | 8) => number;
  /** Unsigned, seven bits a byte. */
  readonly uvarint: () => number;
  /** Signed, by zigzag. */
  readonly varint: () => number;
  readonly bytes: (length: number) => Buffer;
  /** A length and so many bytes; undefined of null. */
  readonly compact: () => Buffer | undefined;
  readonly list: <Item>(read: () => Item) => readonly Item[];
  readonly noTags: () => void;
  readonly end: () => void;
}

export function kafkaReader(buffer: Buffer): KafkaReader {
  let at = 0;
  const bytes = (length: number): Buffer => {
    if (length < 0 || at + length > buffer.length) throw new Error("there is too little");
    at += length;
    return buffer.subarray(at - length, at);
  };
  const uvarint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes(1)[0] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const noTags = (): void => {
    if (uvarint() !== 0) throw new Error("there are tags that nobody knows");
  };
  return {
    bytes,
    uvarint,
    noTags,
    int: (size) =>
      size === 8 ? Number(bytes(8).readBigInt64BE()) : bytes(size).readIntBE(0, size),
    varint: () => {
      const value = uvarint();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    compact: () => {
      const length = uvarint() - 1;
      return length < 0 ? undefined : bytes(length);
    },
    list: (read) => Array.from({ length: uvarint() - 1 }, read),
    end: () => {
      if (at !== buffer.length) throw new Error("there is too much");
    },
  };
}

/** Bytes of a number, big end first. */
export function int(size: 1 | 2 | 4 | 8, value: number): Buffer {
  const buffer = Buffer.alloc(size);
  if (size === 8) buffer.writeBigInt64BE(BigInt(value));
  else buffer.writeIntBE(value, 0, size);
  return buffer;
}

/** A compact text; below 127 bytes. */
export function compact(text: string): Buffer {
  return Buffer.concat([Buffer.from([Buffer.byteLength(text) + 1]), Buffer.from(text)]);
}

/** A compact list; of less than 127 items. */
export function list(...items: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([items.length + 1]), ...items]);
}

/** No text, or no tags. */
export const NONE: Buffer = Buffer.from([0]);

/** CRC-32C (Castagnoli), bit by bit. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
