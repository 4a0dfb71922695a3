import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { PACKAGE, PACKED, VERSION } from "./packed.ts";

/** A registry on this machine, with the packed file as the only version of the only package that it has. */
export interface Registry {
  readonly address: string;
  readonly close: () => void;
}

/**
 * Serves the packed file as npm's registry would have it once it is published, so that `npm install watertight` and
 * `npx watertight` can be tried as people type them (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md).
 */
export async function startRegistry(): Promise<Registry> {
  const file = readFileSync(PACKED);
  const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as object;
  const server = createServer(({ url = "/", headers }, response) => {
    if (url === `/watertight/-/${basename(PACKED)}`) {
      response.end(file);
      return;
    }
    if (url !== "/watertight") {
      response.writeHead(404).end("{}");
      return;
    }
    const dist = {
      tarball: `http://${headers.host ?? ""}/watertight/-/${basename(PACKED)}`,
      integrity: `sha512-${createHash("sha512").update(file).digest("base64")}`,
      shasum: createHash("sha1").update(file).digest("hex"),
    };
    const version = { ...manifest, _id: `watertight@${VERSION}`, dist };
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        name: "watertight",
        "dist-tags": { latest: VERSION },
        versions: { [VERSION]: version },
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry has no port.");
  return {
    address: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
