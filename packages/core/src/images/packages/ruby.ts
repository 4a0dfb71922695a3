import { NOTHING_FOUND, packageOf, type ReadPackages } from "./package-file.ts";

/** `specifications/NAME-VERSION.gemspec` as RubyGems writes it when it installs: Ruby of one form. */
export const readGemspec: ReadPackages = (file) => {
  const text = file.text();
  const stub = /^# stub: (\S+) (\S+)/m.exec(text);
  const name = stub?.[1] ?? assigned(text, "name");
  const version = stub?.[2] ?? assigned(text, "version");
  if (name === "" || !/^\d/.test(version)) return NOTHING_FOUND;
  return {
    packages: [packageOf(file, { type: "gem", name, version, licences: licencesOf(text) })],
    notRead: [],
  };
};

function assigned(text: string, field: string): string {
  const pattern = new RegExp(
    `^[ \\t]*\\w+\\.${field}[ \\t]*=[ \\t]*(?:Gem::Version\\.new\\(?[ \\t]*)?["']([^"']{1,200})["']`,
    "m",
  );
  return pattern.exec(text)?.[1] ?? "";
}

function licencesOf(text: string): readonly string[] {
  const [, list = ""] = /^[ \t]*\w+\.licenses?[ \t]*=[ \t]*(.{0,500})$/m.exec(text) ?? [];
  return [...list.matchAll(/["']([^"']+)["']/g)].map(([, licence = ""]) => licence);
}
