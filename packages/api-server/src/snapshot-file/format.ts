/** What a snapshot's file begins with; the number of its format follows, then a line feed and gzip of JSON Lines. */
export const MAGIC = "watertight-snapshot ";

/** The format that is written: a head, an object a line, and the number of objects. */
export const FORMAT_VERSION = 1;

/** How many bytes of a file say whether it is a snapshot. */
export const SNAPSHOT_MAGIC_BYTES: number = MAGIC.length;

/** Whether bytes are the beginning of a snapshot's file. */
export function isSnapshotFile(bytes: Uint8Array): boolean {
  const magic = Buffer.from(MAGIC);
  return magic.equals(bytes.subarray(0, magic.length));
}
