import { NOTHING_FOUND, packageOf, type ReadPackages } from "./package-file.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";

/** `*.dist-info/METADATA`, `*.egg-info/PKG-INFO` and `*.egg-info`: headers as of mail (PyPA, core metadata). */
export const readPython: ReadPackages = (file) => {
  const [head] = paragraphsOf(file.text());
  const name = head?.fields.get("name") ?? "";
  const version = head?.fields.get("version") ?? "";
  if (!head || name === "" || version === "") return NOTHING_FOUND;
  return {
    packages: [packageOf(file, { type: "pypi", name, version, licences: licencesOf(head) })],
    notRead: [],
  };
};

/** The expression, else the classifiers, else what is written where it is no whole text. */
function licencesOf({ fields, all }: Paragraph): readonly string[] {
  const expression = fields.get("license-expression") ?? "";
  if (expression !== "") return [expression];
  const classifiers = all("classifier")
    .filter((each) => each.startsWith("License ::"))
    .map((each) => each.split("::").at(-1)?.trim() ?? "")
    .filter((each) => each !== "" && each !== "OSI Approved");
  if (classifiers.length > 0) return classifiers;
  const written = fields.get("license") ?? "";
  return written === "" || written === "UNKNOWN" || written.includes("\n") ? [] : [written];
}
