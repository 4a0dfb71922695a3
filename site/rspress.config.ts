import { readFileSync } from "node:fs";
import { defineConfig } from "@rspress/core";

const { base, version, versions, sidebar, files } = JSON.parse(
  readFileSync(new URL(".cache/settings.json", import.meta.url), "utf8"),
);

/** Nothing is loaded from elsewhere, and a browser holds the pages to it. Styles and scripts in the pages are the generator's own. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'none'";

export default defineConfig({
  root: ".cache/content",
  outDir: "dist",
  base,
  title: "Watertight",
  description:
    "Exact security for Kubernetes: what is wrong, on which line, and the change that closes it",
  builderConfig: {
    html: {
      meta: { policy: { "http-equiv": "Content-Security-Policy", content: POLICY } },
    },
  },
  markdown: {
    link: {
      // What is served as it is, is no page; e2e/site looks for it.
      checkDeadLinks: { excludes: (url) => files.some((file) => url.endsWith(`/${file}`)) },
      checkAnchors: true,
    },
  },
  themeConfig: {
    nav: [
      { text: "Install", link: "/install" },
      { text: "Checks", link: "/checks/" },
      { text: `Version ${version}`, items: versions },
    ],
    sidebar,
  },
});
