import { expect, test } from "vitest";
import { sidebarOf, versionsOf } from "./navigation.ts";

const NAMES = [
  "index",
  "install",
  "overview",
  "node-controls",
  "catalogue",
  "interfaces",
  "architecture",
  "publishing",
  "contributing",
  "changelog",
  "security",
  "examples/shop/index",
  "examples/shop/paths",
  "decisions/index",
  "decisions/0001-yaml",
  "tasks/b",
  "tasks/a",
  "detections/index",
  "checks/host-pid",
  "checks/run-as-root",
  "checks/secrets-readable",
];

const PAGES = new Map([
  ...NAMES.map((name) => [`${name}.md`, `# Of \`${name}\``] as const),
  [
    "checks/index.md",
    `# Checks

| id | title | severity | topic |
|---|---|---|---|
| [run-as-root](run-as-root.md) | Container runs as root | high | pod-security |
| [secrets-readable](secrets-readable.md) | Role can read Secrets | high | access |
| [host-pid](host-pid.md) | Host PID namespace shared | high | pod-security |
`,
  ] as const,
]);

test("tasks come after the beginning, and checks stand by topic beside their pages", () => {
  const sidebar = sidebarOf(PAGES);
  expect(sidebar["/"].slice(0, 2)).toEqual([
    {
      text: "Begin",
      collapsed: false,
      items: [
        { text: "Of index", link: "/" },
        { text: "Of install", link: "/install" },
        { text: "Of overview", link: "/overview" },
      ],
    },
    {
      text: "Tasks",
      collapsed: false,
      items: [
        { text: "Of tasks/a", link: "/tasks/a" },
        { text: "Of tasks/b", link: "/tasks/b" },
      ],
    },
  ]);
  expect(sidebar["/checks/"]).toEqual([
    { text: "All checks", link: "/checks/" },
    { text: "Documentation", link: "/" },
    {
      text: "access",
      collapsed: true,
      items: [{ text: "secrets-readable", link: "/checks/secrets-readable" }],
    },
    {
      text: "pod-security",
      collapsed: true,
      items: [
        { text: "host-pid", link: "/checks/host-pid" },
        { text: "run-as-root", link: "/checks/run-as-root" },
      ],
    },
  ]);
});

test("a page that nothing shows is refused, and so is one that is shown and not there", () => {
  expect(() => sidebarOf(new Map([...PAGES, ["lost.md", "# Lost"]]))).toThrow(
    "No navigation shows lost.md.",
  );
  const without = new Map([...PAGES].filter(([name]) => name !== "publishing.md"));
  expect(() => sidebarOf(without)).toThrow("There is no page publishing.md.");
});

test("other versions are linked where it is known that they are published", () => {
  const others = ["0.2.0", "0.1.0"];
  const own = { text: "0.2.0 (this one)", link: "/changelog" };
  expect(versionsOf("0.2.0", { others, origin: undefined })).toEqual([own]);
  expect(versionsOf("0.2.0", { others, origin: "https://docs.example" })).toEqual([
    own,
    { text: "0.1.0", link: "https://docs.example/v0.1.0/" },
  ]);
});
