import { parseImageReference } from "../../../kubernetes/index.ts";
import { type FoundPackage, packageOf, type ReadPackages } from "../package-file.ts";
import { numberedLines } from "./lines.ts";

/** The images that a Containerfile begins with, with their lines; stages of its own and `scratch` are none. */
export const readContainerfile: ReadPackages = (file) => {
  const stages = new Set<string>(["scratch"]);
  const variables = new Map<string, string>();
  const packages: FoundPackage[] = [];
  for (const { line, number } of numberedLines(file.text())) {
    const [, variable, value = ""] = /^\s*ARG\s+(\w+)=(\S*)/i.exec(line) ?? [];
    // Only before the first stage they hold for FROM.
    if (variable !== undefined && packages.length === 0) variables.set(variable, unquoted(value));
    const [, written, stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
    if (written === undefined) continue;
    const image = expanded(unquoted(written), variables);
    if (!stages.has(image.toLowerCase())) packages.push(baseImage(file, image, number));
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return { packages, notRead: [] };
};

function unquoted(text: string): string {
  return text.replaceAll(/^["']|["']$/g, "");
}

/** `$NAME`, `${NAME}` and `${NAME:-otherwise}`; what has no value stays as it is written. */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g,
    (whole: string, plain?: string, braced?: string, otherwise?: string) =>
      variables.get(plain ?? braced ?? "") ?? otherwise ?? whole,
  );
}

/** `docker.io/library/nginx:1.25` as a package of type `docker` (the purl specification). */
function baseImage(file: { readonly path: string }, image: string, line: number): FoundPackage {
  const { name, tag, digest } = parseImageReference(image);
  const slash = name.lastIndexOf("/");
  return packageOf(file, {
    type: "docker",
    namespace: name.slice(0, slash),
    name: name.slice(slash + 1),
    version: digest ?? tag ?? "latest",
    line,
  });
}
