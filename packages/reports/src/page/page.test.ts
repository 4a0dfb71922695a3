import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createPage } from "./page.ts";

const EVIL = `</script><!-- <script>alert(1)</script> <img src=x onerror="alert(1)">'`;

function written(json: string): string {
  let text = "";
  const page = createPage(
    {
      title: `A page <${EVIL}>`,
      tool: { name: "watertight", version: '1"' },
      asset: { script: "go()", style: "p{}", engine: "run()" },
    },
    (chunk) => {
      text += chunk;
    },
  );
  page.document("one", [json]);
  page.document("two", ["[1,", "2]"]);
  page.end();
  return text;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

test("the policy lets run the script and the style of the page, and nothing else", () => {
  const html = written("{}");
  const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.replaceAll("&#39;", "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash("p{}")}'; script-src 'sha256-${hash("go()")}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  );
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
  expect(html.match(/<(?:link|img|script src|iframe|base)|href=/g)).toBeNull();
});

test("documents are whole and hold no markup, whatever the input", () => {
  const html = written(JSON.stringify({ evil: EVIL }));
  expect(html.match(/<\/script>/g)).toHaveLength(3);
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<!--");
  const documents = html.matchAll(
    /<script type="application\/json" data-document="(\w+)">(.*?)<\/script>/gs,
  );
  expect([...documents].map(([, name, json = ""]) => [name, JSON.parse(json) as unknown])).toEqual([
    ["one", { evil: EVIL }],
    ["two", [1, 2]],
  ]);
});

test("a large document is compressed, and is the same", () => {
  const value = { evil: EVIL, long: Array.from({ length: 60_000 }, (_, index) => `é${index}`) };
  const html = written(JSON.stringify(value));
  expect(html.length).toBeLessThan(400_000);
  const [, packed = ""] =
    /data-document="one" data-encoding="gzip">([^<]*)<\/script>/.exec(html) ?? [];
  const json = gunzipSync(Buffer.from(packed, "base64")).toString("utf8");
  expect(JSON.parse(json)).toEqual(value);
});

test("the title is text", () => {
  expect(written("{}")).toContain(
    "<title>A page &lt;&lt;/script&gt;&lt;!-- &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&gt;</title>",
  );
});
