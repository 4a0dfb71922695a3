import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT, VERSION } from "../package/packed.ts";

const SITE = join(ROOT, "site/dist");
const built = {
  name: "the documentation site",
  isHere: existsSync(join(SITE, "index.html")),
  hint: "npm run site builds it",
};
if (!built.isHere && process.env["CI"] === "true") {
  throw new Error("The documentation site is not built: run npm run site.");
}

/** What a page asks of others: by `a` it links, by anything else it loads. */
interface Reference {
  readonly page: string;
  readonly element: string;
  readonly target: string;
}

const files = built.isHere
  ? readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(SITE, name)).isFile(),
    )
  : [];
const pages = new Map(
  files
    .filter((name) => name.endsWith(".html"))
    .map((name) => [name, readFileSync(join(SITE, name), "utf8")]),
);
const ids = new Map(
  [...pages].map(([name, html]) => [
    name,
    new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => unescaped(id))),
  ]),
);
const references: readonly Reference[] = [...pages].flatMap(([page, html]) =>
  [...html.matchAll(/<([a-z]+)\s[^>]*?(?:href|src)="([^"]*)"/g)].map(
    ([, element = "", target = ""]) => ({ page, element, target: unescaped(target) }),
  ),
);

function unescaped(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

function isElsewhere(target: string): boolean {
  return /^(?:[a-z][\w+.-]*:|\/\/)/i.test(target) && !target.startsWith("data:");
}

/** The file that a link within the site is answered with, as every server of static files does; undefined where there is none. */
function fileFor(target: string, page: string): string | undefined {
  const path = decodeURI(target.split(/[?#]/)[0] ?? "");
  if (path === "") return page;
  const name = path.startsWith("/") ? path.slice(1) : normalize(join(dirname(page), path));
  const names = [name, `${name}.html`, join(name, "index.html")];
  return names.find((each) => existsSync(join(SITE, each)) && statSync(join(SITE, each)).isFile());
}

function leadsSomewhere({ target, page }: Reference): boolean {
  const file = fileFor(target, page);
  const [, anchor] = /#(.+)$/.exec(target) ?? [];
  return (
    file !== undefined && (anchor === undefined || ids.get(file)?.has(decodeURI(anchor)) === true)
  );
}

function described({ page, element, target }: Reference): string {
  return `${page}: ${element} ${target}`;
}

describe("the documentation site", needing(built), () => {
  test("has a page for each document, and for each check", () => {
    const documents = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => name.replace(/(^|\/)README[.]md$/, "$1index.md").replace(/[.]md$/, ".html"));
    expect(documents.filter((name) => !pages.has(name))).toEqual([]);
    expect(documents).toContain("checks/privileged-container.html");
  });

  test("has no link that leads nowhere", () => {
    const inside = references.filter(
      ({ target }) => !isElsewhere(target) && !target.startsWith("data:"),
    );
    expect(inside.length).toBeGreaterThan(pages.size);
    expect(inside.filter((each) => !leadsSomewhere(each)).map(described)).toEqual([]);
  });

  test("loads nothing from elsewhere, and forbids it", () => {
    const loaded = references.filter(
      ({ element, target }) => element !== "a" && isElsewhere(target),
    );
    expect(loaded.map(described)).toEqual([]);
    const styles = files.filter((name) => name.endsWith(".css"));
    const fetched = styles.flatMap((name) =>
      [
        ...readFileSync(join(SITE, name), "utf8").matchAll(
          /(?:url\(\s*|@import\s+)["']?([^"')\s]+)/g,
        ),
      ]
        .map(([, target = ""]) => target)
        .filter(isElsewhere),
    );
    expect(styles).not.toEqual([]);
    expect(fetched).toEqual([]);
    const open = [...pages].filter(
      ([, html]) =>
        !html.includes(`http-equiv="Content-Security-Policy" content="default-src 'self';`),
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });

  test("can be searched without a server: the index has the tasks and the checks", () => {
    const [index = ""] = files.filter((name) => /static\/search_index.*[.]json$/.test(name));
    const text = readFileSync(join(SITE, index), "utf8");
    for (const title of [
      "Close a namespace",
      "privileged-container",
      "Find who can read Secrets",
    ]) {
      expect(text).toContain(title);
    }
  });

  test("says which version it describes", () => {
    const [page = ""] = [pages.get("install.html")];
    expect(page).toContain(`Version ${VERSION}`);
  });
});
