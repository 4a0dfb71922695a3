/** Writes the images of the example, examples/shop/images.tar: an archive of an OCI layout. The same on every machine. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../examples/shop/images.tar", import.meta.url));

/** Files by path; symlinks and modes are not needed here. */
type Files = Readonly<Record<string, string>>;

interface Layer {
  readonly createdBy: string;
  readonly files: Files;
}

interface Image {
  readonly name: string;
  readonly created: string;
  readonly user: string;
  readonly env: readonly string[];
  readonly layers: readonly Layer[];
}

function dpkg(packages: readonly (readonly [string, string, string])[]): string {
  return packages
    .map(
      ([name, source, version]) =>
        `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\n`,
    )
    .join("\n");
}

const DEBIAN: Layer = {
  createdBy: "debian bookworm",
  files: {
    "etc/os-release":
      'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    "etc/passwd": "root:x:0:0::/root:/bin/sh\nshop:x:1000:1000::/:/bin/false\n",
    "var/lib/dpkg/status": dpkg([
      ["libc6", "glibc", "2.36-9+deb12u3"],
      ["libssl3", "openssl", "3.0.11-1~deb12u1"],
      ["zlib1g", "zlib", "1:1.2.13.dfsg-1"],
    ]),
  },
};

const npm = (name: string, version: string): Files => ({
  [`app/node_modules/${name}/package.json`]: `{"name":"${name}","version":"${version}","license":"MIT"}\n`,
});

const IMAGES: readonly Image[] = [
  {
    name: "storefront/web",
    created: "2026-06-20T08:00:00Z",
    user: "shop",
    env: ["NODE_ENV=production"],
    layers: [
      DEBIAN,
      {
        createdBy: "COPY node_modules app/",
        files: { ...npm("express", "4.18.2"), ...npm("lodash", "4.17.20") },
      },
    ],
  },
  {
    name: "storefront/cart",
    created: "2023-02-01T08:00:00Z",
    user: "",
    env: ["CART_DB_PASSWORD=tulip-Anchor-93-moss"],
    layers: [
      {
        createdBy: "alpine 3.16",
        files: {
          "etc/os-release": 'ID=alpine\nVERSION_ID=3.16.2\nPRETTY_NAME="Alpine Linux v3.16"\n',
          "lib/apk/db/installed":
            "P:musl\nV:1.2.3-r0\nA:x86_64\nL:MIT\no:musl\n\nP:libcrypto1.1\nV:1.1.1q-r0\nA:x86_64\nL:OpenSSL\no:openssl\n\n",
        },
      },
      {
        createdBy: "RUN pip install",
        files: {
          "usr/lib/python3.10/site-packages/Flask-2.2.2.dist-info/METADATA":
            "Metadata-Version: 2.1\nName: Flask\nVersion: 2.2.2\nLicense: BSD-3-Clause\n",
          "usr/lib/python3.10/site-packages/PyYAML-5.3.dist-info/METADATA":
            "Metadata-Version: 2.1\nName: PyYAML\nVersion: 5.3\nLicense: MIT\n",
        },
      },
    ],
  },
  {
    name: "payments/gateway",
    created: "2026-06-25T08:00:00Z",
    user: "1000",
    env: [],
    layers: [DEBIAN, { createdBy: "COPY gateway /", files: { gateway: "a program\n" } }],
  },
];

/** An archive as POSIX has it, without times and owners. */
function tar(files: ReadonlyMap<string, Buffer>): Buffer {
  const blocks = [...files].flatMap(([path, content]) => {
    const head = Buffer.alloc(512);
    head.write(path, 0);
    for (const at of [108, 116, 136]) head.write("0000000", at);
    head.write("0000644", 100);
    head.write(content.length.toString(8).padStart(11, "0"), 124);
    head.write("        0", 148);
    head.write("ustar\x0000", 257, "latin1");
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\x00 `, 148, "latin1");
    return [head, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The archive's bytes. */
export function shopImages(): Buffer {
  const files = new Map<string, Buffer>([
    ["oci-layout", Buffer.from('{"imageLayoutVersion":"1.0.0"}')],
  ]);
  const add = (
    mediaType: string,
    content: Buffer,
  ): { mediaType: string; digest: string; size: number } => {
    const hex = createHash("sha256").update(content).digest("hex");
    files.set(`blobs/sha256/${hex}`, content);
    return { mediaType, digest: `sha256:${hex}`, size: content.length };
  };
  const json = (type: string, value: unknown): ReturnType<typeof add> =>
    add(`application/vnd.oci.image.${type}.v1+json`, Buffer.from(JSON.stringify(value)));
  const manifests = IMAGES.map(({ name, created, user, env, layers }) => {
    const stored = layers.map((layer) =>
      add(
        "application/vnd.oci.image.layer.v1.tar",
        tar(new Map(Object.entries(layer.files).map(([path, text]) => [path, Buffer.from(text)]))),
      ),
    );
    const config = json("config", {
      created,
      os: "linux",
      architecture: "amd64",
      config: { User: user, Env: env, ExposedPorts: { "8080/tcp": {} } },
      rootfs: { type: "layers", diff_ids: stored.map(({ digest }) => digest) },
      history: layers.map(({ createdBy }) => ({ created, created_by: createdBy })),
    });
    return {
      ...json("manifest", { schemaVersion: 2, config, layers: stored }),
      platform: { os: "linux", architecture: "amd64" },
      annotations: { "org.opencontainers.image.ref.name": name },
    };
  });
  files.set("index.json", Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
  return tar(files);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, shopImages());
