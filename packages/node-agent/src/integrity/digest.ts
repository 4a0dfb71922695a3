import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

const BLOCK = 1 << 18;
const block = Buffer.allocUnsafe(BLOCK);

/** The digest of a regular file in lower-case hex, with what it was when it was opened; links are not followed, and pipes are not waited for. */
export function digestOfFile(
  path: string,
  algorithm: string,
): { readonly hex: string; readonly stats: Stats } | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    const hash = createHash(algorithm);
    let total = 0;
    for (;;) {
      const count = readSync(file, block, 0, BLOCK, null);
      if (count === 0) break;
      hash.update(count === BLOCK ? block : block.subarray(0, count));
      total += count;
      // A short piece at the size that the file has is the last: asking once more doubles the calls for small files.
      if (count < BLOCK && total >= stats.size) break;
    }
    return { hex: hash.digest("hex"), stats };
  } finally {
    closeSync(file);
  }
}
