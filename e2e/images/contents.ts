import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run } from "./programs.ts";

/** What the layers of the test's image bring, one a change; `folder` is for what is downloaded and built. */
export function contentsOf(folder: string): readonly ((root: string) => void)[] {
  const changes = [
    debianPackages,
    nodePackages,
    pythonPackages,
    gems,
    goPrograms,
    javaArchives,
    takenAway,
  ];
  return changes.map((change) => (root) => {
    change(folder, root);
  });
}

function debianPackages(folder: string, root: string): void {
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

function nodePackages(_: string, root: string): void {
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

function pythonPackages(_: string, root: string): void {
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
function gems(folder: string, root: string): void {
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
function goPrograms(folder: string, root: string): void {
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
function javaArchives(folder: string, root: string): void {
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
    if (existsSync(jar)) copyFileSync(jar, join(app, `${name}.jar`));
  }
}

function takenAway(_: string, root: string): void {
  rmSync(join(root, "app/node_modules/lodash"), { recursive: true });
  rmSync(join(root, "usr/local/bin/app-linux-386"));
  chmodSync(join(root, "bin/busybox"), 0o4755);
}
