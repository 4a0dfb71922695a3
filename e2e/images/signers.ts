import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../../conformance/programs.ts";
import type { Need } from "../../tools/test-summary.ts";

/** A real program that signs images, as Go builds it. */
interface Signer extends Need {
  readonly path: () => string;
}

const isLong = process.env["WATERTIGHT_E2E"] === "long";
const hasGo = (): boolean => spawnSync("go", ["version"], { stdio: "ignore" }).status === 0;

function signer(
  name: string,
  variable: string,
  folder: string,
  build: (to: string) => void,
): Signer {
  const path = process.env[variable] ?? join(cacheFolder(), folder, name);
  return {
    name,
    // To build cosign takes four minutes of the processor: long runs do.
    isHere: existsSync(path) || (isLong && hasGo()),
    hint: `${variable} names it, or Go builds it in a long run`,
    path: () => {
      if (!existsSync(path)) {
        mkdirSync(join(cacheFolder(), folder), { recursive: true });
        build(path);
      }
      return path;
    },
  };
}

export const COSIGN: Signer = signer("cosign", "WATERTIGHT_COSIGN", "cosign-3.1.3", (to) => {
  const args = [
    ...["install", "-trimpath", "-ldflags", "-s -w"],
    "github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3",
  ];
  execFileSync("go", args, { env: { ...process.env, GOBIN: resolve(to, "..") }, stdio: "inherit" });
});

export const NOTATION: Signer = signer(
  "notation",
  "WATERTIGHT_NOTATION",
  "notation-1.3.2",
  (to) => {
    const source = "github.com/notaryproject/notation/cmd/notation";
    execFileSync("go", ["build", "-trimpath", "-ldflags", "-s -w", "-o", to, source], {
      cwd: join(import.meta.dirname, "go", "notation"),
      stdio: "inherit",
    });
  },
);
