import { inflateRawSync, inflateSync } from "node:zlib";
import type { Tools } from "@watertight/core/images";

/** Decompresses as the parsers of packages ask for it. */
export const TOOLS: Tools = {
  inflate: (bytes, format, limit) => {
    if (limit < 1) return undefined;
    try {
      const options = { maxOutputLength: Math.min(limit, 1_073_741_824) };
      return format === "raw" ? inflateRawSync(bytes, options) : inflateSync(bytes, options);
    } catch {
      // Damaged, or longer than the limit: whoever asked says so.
      return undefined;
    }
  },
};
