import { gunzipSync } from "node:zlib";

/** The documents that stand in a page, by name. */
export function pageDocumentsOf(html: string): Readonly<Record<string, unknown>> {
  const elements = html.matchAll(
    /<script type="application\/json" data-document="([\w-]+)"( data-encoding="gzip")?>([^<]*)<\/script>/g,
  );
  return Object.fromEntries(
    [...elements].map(([, name = "", packed, text = ""]) => {
      const json = packed ? gunzipSync(Buffer.from(text, "base64")).toString("utf8") : text;
      return [name, JSON.parse(json) as unknown];
    }),
  );
}
