import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Need } from "../../tools/test-summary.ts";

const INSTALLED = "/usr/lib/postgresql";

/** Where the programs of PostgreSQL are: `WATERTIGHT_POSTGRES` names the folder, else the newest of the distribution's. */
function programs(): string | undefined {
  const given = process.env["WATERTIGHT_POSTGRES"];
  if (given) return given;
  if (!existsSync(INSTALLED)) return undefined;
  const [newest] = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a));
  const folder = newest === undefined ? undefined : join(INSTALLED, newest, "bin");
  return folder !== undefined && existsSync(join(folder, "initdb")) ? folder : undefined;
}

export const POSTGRES: Need = {
  name: "PostgreSQL",
  isHere: programs() !== undefined,
  hint: "install the distribution's postgresql, or name the folder of initdb with WATERTIGHT_POSTGRES",
};

/** A PostgreSQL of its own. */
export interface PostgresServer {
  /** The address of its database. */
  readonly url: string;
  readonly stop: () => void;
}

/** Starts PostgreSQL on a port that is free, as another user where this one is root, whom it refuses. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = programs();
  if (bin === undefined) throw new Error("PostgreSQL is not here.");
  const folder = mkdtempSync(join(tmpdir(), "watertight-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync("chown", ["postgres", folder]);
  else chmodSync(folder, 0o700);
  const run = (program: string, args: readonly string[]): void => {
    const command = [join(bin, program), ...args];
    const [name = "", ...rest] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
    execFileSync(name, rest, { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  };
  const data = join(folder, "data");
  run("initdb", ["-D", data, "-A", "trust", "-U", "postgres", "--no-sync"]);
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    `-c unix_socket_directories=${folder}`,
    "-c fsync=off",
  ].join(" ");
  const log = join(folder, "log");
  run("pg_ctl", ["-D", data, "-w", "-t", "120", "-l", log, "-o", settings, "start"]);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It does not choose one itself. */
function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        settle(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}
