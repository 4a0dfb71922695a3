/** Real images, made of real packages, read from every form in which an image comes: the lists are those of the package managers themselves. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { type BuiltImage, buildImage } from "./build-image.ts";
import { contentsOf } from "./contents.ts";
import { program, run } from "./programs.ts";
import { type Registry, startRegistry } from "./registry.ts";

const NEEDS = [
  program("umoci", "apt-get install umoci"),
  program("skopeo", "apt-get install skopeo"),
  program("docker-registry", "apt-get install docker-registry"),
  program("htpasswd", "apt-get install apache2-utils"),
  program("dpkg", "a package of Debian"),
  program("go", "https://go.dev"),
  program("gem", "apt-get install ruby"),
  program("pip", "apt-get install python3-pip"),
  program("zip", "apt-get install zip"),
  program("zstd", "apt-get install zstd"),
];

interface Found {
  readonly purl: string;
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  readonly path: string;
  readonly source: { readonly name: string; readonly version: string } | null;
  readonly layer: { readonly index: number; readonly createdBy: string } | null;
}

interface Document {
  readonly incomplete: boolean;
  readonly image: { readonly digest: string };
  readonly packages: readonly Found[];
  readonly notRead: readonly unknown[];
}

let folder: string;
let image: BuiltImage;
let document: Document;
let registry: Registry;

async function packagesOf(reference: string, options: readonly string[] = []): Promise<Document> {
  const { stdout, stderr, status } = await watertightIn(folder, [
    ...["images", "packages", "-o", "json", ...options, reference],
  ]);
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return JSON.parse(stdout) as Document;
}

/** `name version` of those of a type, in order. */
function listOf({ packages }: Document, type: string, within = ""): readonly string[] {
  return packages
    .filter((each) => each.type === type && each.path.startsWith(within))
    .map(
      ({ namespace, name, version }) =>
        `${namespace === "" || type === "deb" || type === "rpm" ? "" : `${namespace}/`}${name} ${version}`,
    )
    .sort();
}

const sortedLines = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .sort();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "watertight-images-"));
  if (NEEDS.some(({ isHere }) => !isHere)) return;
  image = buildImage(join(folder, "all"), contentsOf(folder));
  document = await packagesOf(image.layout);
  registry = await startRegistry(join(folder, "registry"));
});

afterAll(async () => {
  // Absent where a program was.
  if (NEEDS.every(({ isHere }) => isHere)) await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  "packages of Debian are those of dpkg-query, with their sources and the layer that brought them",
  needing(...NEEDS),
  () => {
    const query = (format: string): readonly string[] =>
      sortedLines(
        run("dpkg-query", [`--admindir=${join(image.root, "var/lib/dpkg")}`, "-W", "-f", format]),
      );
    const debs = document.packages.filter(({ type }) => type === "deb");
    expect(
      debs
        .map(
          ({ name, version, arch, source }) =>
            `${name} ${version} ${arch} ${source?.name ?? ""} ${source?.version ?? ""}`,
        )
        .sort(),
    ).toEqual(query("${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n"));
    expect(debs).toHaveLength(8);
    expect(new Set(debs.map(({ layer }) => layer?.createdBy))).toEqual(new Set(["RUN change 1"]));
  },
);

test(
  "packages of npm are those of npm ls, without what a later layer takes away",
  needing(...NEEDS),
  () => {
    // npm ls calls what is taken away missing and ends with 1.
    const listed = run("sh", ["-c", "npm ls --all --parseable --long || true"], {
      cwd: join(image.root, "app"),
    });
    const wanted = sortedLines(listed).flatMap((line) => {
      const [, name, version] = /node_modules\/[^:]*:((?:@[^@]+)?[^@:]*)@([^:]+)/.exec(line) ?? [];
      return name === undefined ? [] : [`${name} ${version ?? ""}`];
    });
    expect(listOf(document, "npm", "app/").filter((line) => !line.startsWith("lodash "))).toEqual(
      [...wanted].sort(),
    );
    expect(wanted.length).toBeGreaterThan(50);
    expect(listOf(document, "npm").filter((line) => line.startsWith("lodash "))).toEqual([]);
  },
);

test(
  "packages of Python are those of pip list, and what a package of Debian has installed says so",
  needing(...NEEDS),
  () => {
    const place = "usr/lib/python3/site-packages";
    const listed = JSON.parse(
      run("pip", [
        "list",
        "--disable-pip-version-check",
        "--path",
        join(image.root, place),
        "--format",
        "json",
      ]),
    ) as { name: string; version: string }[];
    // What a package carries inside of itself is in the image, and pip does not look there.
    const own = document.packages.filter(({ path }) => !path.includes("/_vendor/"));
    expect(listOf({ ...document, packages: own }, "pypi", place)).toEqual(
      listed.map(({ name, version }) => `${name} ${version}`).sort(),
    );
    expect(
      document.packages.filter(
        ({ type, path }) => type === "pypi" && path.includes("dist-packages"),
      ),
    ).toMatchObject([{ name: "six", installedBy: "python3-six" }]);
  },
);

test("gems are those of gem list", needing(...NEEDS), () => {
  const place = join(image.root, "usr/lib/ruby/gems");
  const listed = run("gem", ["list", "--local"], { env: { GEM_HOME: place, GEM_PATH: place } });
  const wanted = sortedLines(listed).flatMap((line) => {
    const [, name, version] = /^(\S+) \((?!default)([^),]+)\)/.exec(line) ?? [];
    return name === undefined ? [] : [`${name} ${version ?? ""}`];
  });
  expect(listOf(document, "gem")).toEqual(wanted);
  expect(wanted).toEqual(["beta 1.0.0.pre1", "rack 2.2.6", "rack-protection 3.0.5"]);
});

test(
  "modules of Go are those of go version -m, for Linux, Windows and macOS",
  needing(...NEEDS),
  () => {
    const place = "usr/local/bin";
    for (const name of readdirSync(join(image.root, place))) {
      const told = run("go", ["version", "-m", join(image.root, place, name)]);
      const [, release = ""] = /: go(\S+)/.exec(told) ?? [];
      const modules = modulesIn(told);
      expect({ name, modules: listOf(document, "golang", `${place}/${name}`) }).toEqual({
        name,
        modules: [...modules, `stdlib ${release}`].sort(),
      });
      expect(modules).toHaveLength(4);
    }
    expect(document.packages.some(({ path }) => path.endsWith("app-linux-386"))).toBe(false);
  },
);

test(
  "archives of Java are what unzip finds in them, and in those that they hold",
  needing(...NEEDS),
  () => {
    const maven = document.packages.filter(
      ({ type, path }) => type === "maven" && path.startsWith("opt/app/shop.jar"),
    );
    expect(maven.map(({ purl, path }) => [purl, path])).toEqual([
      ["pkg:maven/com.example.shop/shop@1.4.2", "opt/app/shop.jar"],
      ["pkg:maven/org.example/library@2.11.0", "opt/app/shop.jar!/BOOT-INF/lib/library-2.11.0.jar"],
    ]);
    for (const name of readdirSync(join(image.root, "opt/app")).filter((each) =>
      each.startsWith("commons-"),
    )) {
      const told = run("sh", [
        "-c",
        `unzip -p ${join(image.root, "opt/app", name)} 'META-INF/maven/*/pom.properties' || true`,
      ]);
      const value = (key: string): string =>
        new RegExp(`^${key}=(.*)$`, "m").exec(told)?.[1]?.trim() ?? "";
      const [found] = document.packages.filter(({ path }) => path === `opt/app/${name}`);
      if (told !== "")
        expect(found).toMatchObject({
          namespace: value("groupId"),
          name: value("artifactId"),
          version: value("version"),
        });
    }
  },
);

test(
  "the same image says the same from a registry, an archive, a packed one, its layers as zstd, and its root folder",
  needing(...NEEDS),
  async () => {
    const copies: readonly (readonly [string, readonly string[]])[] = [
      [`docker://${registry.host}/team/all:1`, [...registry.skopeo]],
      [`docker-archive:${join(folder, "docker.tar")}:example.com/all:1`, []],
      [`oci-archive:${join(folder, "oci.tar")}`, []],
      [`dir:${join(folder, "dir")}`, []],
      [`oci:${join(folder, "zstd")}`, ["--dest-compress-format", "zstd", "--dest-compress"]],
    ];
    for (const [to, options] of copies)
      run("skopeo", ["copy", "-q", ...options, `oci:${image.layout}:latest`, to]);
    run("gzip", ["-k", "-1", join(folder, "docker.tar")]);
    const plain = (found: Document): unknown =>
      found.packages.map(({ layer, ...rest }) => ({ ...rest, layer: layer?.createdBy }));
    const wanted = plain(document);
    for (const name of [
      "docker.tar",
      "docker.tar.gz",
      "docker.tar:example.com/all:1",
      "oci.tar",
      "dir",
      "zstd",
    ])
      expect({ name, packages: plain(await packagesOf(name)) }).toEqual({ name, packages: wanted });
    const before = process.env["DOCKER_CONFIG"];
    process.env["DOCKER_CONFIG"] = registry.dockerConfig;
    try {
      const pulled = await packagesOf(`${registry.host}/team/all:1`, [
        "--registry-ca",
        registry.certificate,
      ]);
      expect(plain(pulled)).toEqual(wanted);
      expect(pulled.image.digest).toBe(document.image.digest);
    } finally {
      if (before === undefined) delete process.env["DOCKER_CONFIG"];
      else process.env["DOCKER_CONFIG"] = before;
    }
    const asFolder = await packagesOf(image.root);
    const withoutLayers = ({ packages }: Document): readonly unknown[] =>
      packages.map(({ layer: _, ...rest }) => JSON.stringify(rest)).sort();
    expect(withoutLayers(asFolder)).toEqual(withoutLayers(document));
  },
);

/** The modules of `go version -m`; a folder in place of one leaves its name without a version. */
function modulesIn(told: string): readonly string[] {
  const modules: string[] = [];
  for (const line of told.split("\n")) {
    const [, kind, module = "", version = ""] = line.split("\t");
    if (kind === "mod" || kind === "dep")
      modules.push(`${module} ${version === "(devel)" ? "" : version}`);
    if (kind === "=>")
      modules[modules.length - 1] = module.startsWith("./")
        ? "example.com/local "
        : `${module} ${version}`;
  }
  return modules;
}
