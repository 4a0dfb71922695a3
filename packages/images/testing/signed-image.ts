import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "@watertight/core/kubernetes";

/** What `signed-image.json` holds: what real programs pushed beside an image, recorded. */
interface SignedImage {
  readonly image: string;
  /** Of an image that nobody signed. */
  readonly other: string;
  /** Manifests and indices by their digests. */
  readonly documents: Readonly<Record<string, string>>;
  readonly blobs: Readonly<Record<string, string>>;
  /** Digests of what the image's tags lead to, by the end of the tag. */
  readonly tags: Readonly<Record<string, string>>;
  readonly keys: { readonly cosign: string; readonly other: string };
  readonly notation: string;
  /** A moment at which the certificate of notation is valid. */
  readonly signedAt: string;
  readonly keyless: {
    readonly bundle: JsonObject;
    readonly simple: {
      readonly payload: string;
      readonly annotations: Readonly<Record<string, string>>;
    };
    readonly trustedRoot: JsonObject;
    readonly issuer: string;
    readonly subject: string;
  };
}

export const SIGNED: SignedImage = JSON.parse(
  readFileSync(new URL("./signed-image.json", import.meta.url), "utf8"),
) as SignedImage;

/** What a registry does that is not well; `undefined`: as it should. */
export type RegistryMood = (
  path: string,
) => "hang" | "refuse" | { readonly body: string } | undefined;

/** A registry on a free port of this machine that has the image as `shop/web:1`, without the API of referrers. */
export async function startSignedRegistry(mood: RegistryMood = () => undefined): Promise<{
  readonly host: string;
  readonly asked: string[];
  /** What `shop/web:1` is. */
  point: (digest: string) => void;
  readonly close: () => Promise<void>;
}> {
  const asked: string[] = [];
  let digest = SIGNED.image;
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace("/v2/shop/web/", "");
    asked.push(path);
    const wish = mood(path);
    if (wish === "hang") return;
    if (wish === "refuse") {
      response.writeHead(403).end("{}");
      return;
    }
    const body = wish?.body ?? bodyOf(path, digest);
    if (body === undefined) response.writeHead(404).end("{}");
    else response.writeHead(200).end(body);
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  // A door: a server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    point: (to) => {
      digest = to;
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => {
          settle();
        });
        server.closeAllConnections();
      }),
  };
}

function bodyOf(path: string, tagged: string): string | undefined {
  const [kind = "", wanted = ""] = path.split("/");
  if (kind === "blobs") return SIGNED.blobs[wanted];
  if (kind !== "manifests") return undefined;
  if (wanted === "1") return SIGNED.documents[tagged];
  // Whatever the image, a hostile registry shows the signatures that it has.
  const [, end] = /^sha256-[0-9a-f]{64}(.*)$/.exec(wanted) ?? [];
  return SIGNED.documents[end === undefined ? wanted : (SIGNED.tags[end] ?? "")];
}
