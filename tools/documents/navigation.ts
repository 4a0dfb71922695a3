import { titleOf } from "./stage.ts";

/** An entry of the navigation, as the generator takes it. */
type Entry =
  | { readonly text: string; readonly link: string }
  | { readonly text: string; readonly collapsed: boolean; readonly items: readonly Entry[] };

/** What stands beside the pages: those of checks have the checks by topic, all others the rest. */
export interface Sidebar {
  readonly "/checks/": readonly Entry[];
  readonly "/": readonly Entry[];
}

const BEGIN = ["index.md", "install.md", "overview.md"];
const REFERENCE = [
  "checks/index.md",
  "detections/index.md",
  "node-controls.md",
  "catalogue.md",
  "interfaces.md",
];
const INSIDE = ["architecture.md", "decisions/index.md", "publishing.md", "contributing.md"];
const PROJECT = ["changelog.md", "security.md", "examples/shop/index.md", "examples/shop/paths.md"];

/** The navigation of these pages. A page that none of its lists shows is an `Error`, for it could not be found, and so is one that is not there. */
export function sidebarOf(pages: ReadonlyMap<string, string>): Sidebar {
  const names = [...pages.keys()];
  const below = (folder: string): readonly string[] =>
    names.filter((name) => name.startsWith(folder) && name !== `${folder}index.md`).sort();
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ["Begin", BEGIN],
    ["Tasks", below("tasks/")],
    ["Reference", REFERENCE],
    ["Inside", INSIDE],
    ["Project", PROJECT],
  ];
  const shown = new Set([
    ...groups.flatMap(([, list]) => list),
    ...below("checks/"),
    ...below("detections/"),
    ...below("decisions/"),
  ]);
  const hidden = names.filter((name) => !shown.has(name));
  if (hidden.length > 0) throw new Error(`No navigation shows ${hidden.join(", ")}.`);
  const missing = [...shown].filter((name) => !pages.has(name));
  if (missing.length > 0) throw new Error(`There is no page ${missing.join(", ")}.`);
  const entry = (name: string): Entry => ({
    text: titleOf(pages.get(name) ?? ""),
    link: linkTo(name),
  });
  return {
    "/": groups.map(([text, list]) => ({ text, collapsed: false, items: list.map(entry) })),
    "/checks/": [
      { text: "All checks", link: "/checks/" },
      { text: "Documentation", link: "/" },
      ...topicsOf(pages.get("checks/index.md") ?? ""),
    ],
  };
}

/** The rows of the overview of checks, by topic in the order of their names. */
function topicsOf(overview: string): readonly Entry[] {
  const rows = [...overview.matchAll(/^\| \[([\w-]+)\]\([^)]*\) \|.*\| ([\w-]+) \|$/gm)];
  const topics = [...new Set(rows.map(([, , topic = ""]) => topic))].sort();
  return topics.map((topic) => ({
    text: topic,
    collapsed: true,
    items: rows
      .filter((row) => row[2] === topic)
      .map(([, id = ""]) => id)
      .sort()
      .map((id) => ({ text: id, link: `/checks/${id}` })),
  }));
}

function linkTo(name: string): string {
  return `/${name.replace(/(?:(^|\/)index)?[.]md$/, "$1")}`;
}

/** A version of the site, with where it is. */
export interface VersionLink {
  readonly text: string;
  readonly link: string;
}

/** The versions that the site says: its own, and where the others are, if it is known where all of them are published. */
export function versionsOf(
  version: string,
  { others, origin }: { readonly others: readonly string[]; readonly origin: string | undefined },
): readonly VersionLink[] {
  const own = { text: `${version} (this one)`, link: "/changelog" };
  if (origin === undefined) return [own];
  const rest = others.filter((other) => other !== version);
  return [own, ...rest.map((other) => ({ text: other, link: `${origin}/v${other}/` }))];
}
