/** Real images, made of real packages, read from every form in which an image comes: the lists are those of the package managers themselves. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { type BuiltImage, buildImage } from "./build-image.ts";
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
  image = buildImage(join(folder, "all"), [
    debianPackages,
    nodePackages,
    pythonPackages,
    gems,
    goPrograms,
    javaArchives,
    takenAway,
  ]);
  document = await packagesOf(image.layout);
  registry = await startRegistry(join(folder, "registry"));
});

afterAll(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function debianPackages(root: string): void {
  const downloads = join(folder, "debs");
  for (const path of ["var/lib/dpkg/updates", "var/lib/dpkg/info", "etc", "usr/lib"])
    mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, "var/lib/dpkg/status"), "");
  mkdirSync(downloads);
  run(
    "apt-get",
    [
      "download",
      "busybox-static",
      "gcc-12-base",
      "netbase",
      "media-types",
      "libnpth0",
      "zlib1g",
      "python3-six",
      "libjs-jquery",
    ],
    { cwd: downloads },
  );
  const files = readdirSync(downloads).map((name) => join(downloads, name));
  run("dpkg", [
    `--root=${root}`,
    "--force-depends",
    "--force-script-chrootless",
    "--no-triggers",
    "--unpack",
    ...files,
  ]);
  run("dpkg", [
    `--root=${root}`,
    "--force-depends",
    "--force-script-chrootless",
    "--no-triggers",
    "--configure",
    "busybox-static",
    "netbase",
  ]);
  writeFileSync(
    join(root, "usr/lib/os-release"),
    'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n',
  );
}

function nodePackages(root: string): void {
  const place = join(root, "app");
  mkdirSync(place);
  writeFileSync(join(place, "package.json"), '{"name":"app","version":"1.0.0"}');
  run(
    "npm",
    [
      "install",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      "express@4.18.2",
      "@types/node@20.1.0",
      "lodash@4.17.20",
    ],
    { cwd: place },
  );
}

function pythonPackages(root: string): void {
  run("pip", [
    "install",
    "--no-compile",
    "--disable-pip-version-check",
    "--root-user-action=ignore",
    "--target",
    join(root, "usr/lib/python3/site-packages"),
    "flask==2.2.5",
    "PyYAML==6.0.1",
    "zope.interface==6.0",
  ]);
}

/** Gems of the test's own, built and installed by gem itself. */
function gems(root: string): void {
  const place = join(folder, "gems");
  mkdirSync(place);
  for (const [name, version] of [
    ["rack", "2.2.6"],
    ["rack-protection", "3.0.5"],
    ["beta", "1.0.0.pre1"],
  ]) {
    writeFileSync(
      join(place, `${name}.gemspec`),
      `Gem::Specification.new do |s|\n s.name = "${name}"\n s.version = "${version}"\n s.summary = "x"\n s.authors = ["x"]\n s.licenses = ["MIT"]\n s.files = []\nend\n`,
    );
    run("gem", ["build", `${name}.gemspec`], { cwd: place });
  }
  const built = readdirSync(place).filter((name) => name.endsWith(".gem"));
  run(
    "gem",
    [
      "install",
      "--local",
      "--no-document",
      "--install-dir",
      join(root, "usr/lib/ruby/gems"),
      ...built,
    ],
    { cwd: place },
  );
}

/** Programs of Go for four formats, one of them with a module in place of another. */
function goPrograms(root: string): void {
  const source = join(folder, "go");
  const place = join(root, "usr/local/bin");
  mkdirSync(join(source, "local"), { recursive: true });
  mkdirSync(place, { recursive: true });
  writeFileSync(join(source, "local/go.mod"), "module example.com/local\n");
  writeFileSync(join(source, "local/local.go"), "package local\nconst A = 1\n");
  writeFileSync(
    join(source, "go.mod"),
    "module example.com/app\n\ngo 1.21\n\nrequire (\n\tgolang.org/x/text v0.3.7\n\texample.com/local v1.0.0\n\tgithub.com/BurntSushi/toml v1.2.0\n)\n\nreplace example.com/local => ./local\n\nreplace github.com/BurntSushi/toml => github.com/BurntSushi/toml v1.2.1\n",
  );
  writeFileSync(
    join(source, "main.go"),
    'package main\nimport (\n"fmt"\n"golang.org/x/text/language"\n"example.com/local"\n"github.com/BurntSushi/toml"\n)\nfunc main() { var x any; fmt.Println(language.English, local.A, toml.Unmarshal(nil, &x)) }\n',
  );
  run("go", ["mod", "tidy"], { cwd: source });
  for (const [os, arch] of [
    ["linux", "amd64"],
    ["linux", "386"],
    ["linux", "s390x"],
    ["windows", "amd64"],
    ["darwin", "arm64"],
  ]) {
    run(
      "go",
      ["build", "-trimpath", "-ldflags", "-s -w", "-o", join(place, `app-${os}-${arch}`), "."],
      {
        cwd: source,
        env: { GOOS: os ?? "", GOARCH: arch ?? "", CGO_ENABLED: "0", GOFLAGS: "-mod=mod" },
      },
    );
  }
}

/** A library, an application that holds it as a library, and one whose own records are its manifest. */
function javaArchives(root: string): void {
  const place = join(folder, "java");
  const app = join(root, "opt/app");
  mkdirSync(join(place, "META-INF/maven/org.example/library"), { recursive: true });
  mkdirSync(join(place, "BOOT-INF/lib"), { recursive: true });
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(place, "META-INF/maven/org.example/library/pom.properties"),
    "#Generated\nversion=2.11.0\ngroupId=org.example\nartifactId=library\n",
  );
  run("zip", ["-q", "-r", join(place, "BOOT-INF/lib/library-2.11.0.jar"), "META-INF"], {
    cwd: place,
  });
  rmSync(join(place, "META-INF"), { recursive: true });
  mkdirSync(join(place, "META-INF"));
  writeFileSync(
    join(place, "META-INF/MANIFEST.MF"),
    "Manifest-Version: 1.0\r\nImplementation-Title: shop\r\nImplementation-Version: 1.4.2\r\nImplementation-Vendor-Id: com.exam\r\n ple.shop\r\n\r\n",
  );
  // As Spring Boot has them: libraries are stored as they are.
  run("zip", ["-q", "-0", "-r", join(app, "shop.jar"), "META-INF", "BOOT-INF"], { cwd: place });
  for (const name of ["commons-io", "commons-lang3", "commons-cli"]) {
    const jar = `/usr/share/java/${name}.jar`;
    if (run("sh", ["-c", `test -e ${jar} && echo here || true`]).trim() === "here")
      copyFileSync(jar, join(app, `${name}.jar`));
  }
}

function takenAway(root: string): void {
  rmSync(join(root, "app/node_modules/lodash"), { recursive: true });
  rmSync(join(root, "usr/local/bin/app-linux-386"));
  chmodSync(join(root, "bin/busybox"), 0o4755);
}

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
      const modules: string[] = [];
      const [, release = ""] = /: go(\S+)/.exec(told) ?? [];
      for (const line of told.split("\n")) {
        const [, kind, module = "", version = ""] = line.split("\t");
        if (kind === "mod" || kind === "dep")
          modules.push(`${module} ${version === "(devel)" ? "" : version}`);
        if (kind === "=>")
          modules[modules.length - 1] = module.startsWith("./")
            ? "example.com/local "
            : `${module} ${version}`;
      }
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
