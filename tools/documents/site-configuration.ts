import type { Sidebar, VersionLink } from "./navigation.ts";

/** Nothing is loaded from elsewhere, and a browser holds the pages to it. Styles and scripts in the pages are the generator's own. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");

/** The configuration of the generator (https://rspress.rs/api/config/config-basic), for what is laid out in site/.cache/content. */
export function siteConfiguration({
  base,
  version,
  versions,
  sidebar,
  files,
}: {
  readonly base: string;
  readonly version: string;
  readonly versions: readonly VersionLink[];
  readonly sidebar: Sidebar;
  readonly files: readonly string[];
}): object {
  return {
    root: ".cache/content",
    outDir: "dist",
    base,
    title: "Watertight",
    description:
      "Exact security for Kubernetes: what is wrong, on which line, and the change that closes it",
    builderConfig: {
      html: { meta: { policy: { "http-equiv": "Content-Security-Policy", content: POLICY } } },
    },
    markdown: {
      link: {
        // What is served as it is, is no page; e2e/site looks for it.
        checkDeadLinks: { excludes: files.flatMap((file) => [`./${file}`, `../${file}`]) },
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
  };
}
