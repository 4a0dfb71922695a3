import { connect, type TLSSocket } from "node:tls";

/*
 * Requests over connections that are kept, with as little work for who asks as can be: he shares the machine with who answers.
 */

/** What is asked, by how many connections at once. */
export interface Load {
  readonly port: number;
  readonly ca: string;
  readonly connections: number;
  readonly count: number;
  /** The body of each request. */
  readonly body: (number: number) => string;
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");

/** Milliseconds of each request. */
export async function loaded({
  port,
  ca,
  connections,
  count,
  body,
}: Load): Promise<readonly number[]> {
  const latencies: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const socket = await opened(port, ca);
    const answers = answersOf(socket);
    while (next < count) {
      const text = body(next++);
      const began = performance.now();
      socket.write(
        `POST /validate?timeout=10s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
        "latin1",
      );
      const status = await answers();
      if (status !== 200) throw new Error(`status ${status}`);
      latencies.push(performance.now() - began);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, work));
  return latencies;
}

function opened(port: number, ca: string): Promise<TLSSocket> {
  return new Promise((settle, fail) => {
    const socket = connect({ host: "127.0.0.1", port, ca, servername: "localhost" }, () => {
      settle(socket);
    });
    socket.setNoDelay(true).once("error", fail);
  });
}

/** Resolves with the status of one answer after the other. */
function answersOf(socket: TLSSocket): () => Promise<number> {
  let received: Buffer = Buffer.alloc(0);
  let settle: ((status: number) => void) | undefined;
  let fail: ((reason: Error) => void) | undefined;
  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const head = received.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const text = received.toString("latin1", 0, head);
    const [, length = "0"] = /content-length: (\d+)/i.exec(text) ?? [];
    const end = head + END_OF_HEAD.length + Number(length);
    if (received.length < end) return;
    received = received.subarray(end);
    settle?.(Number(text.slice(9, 12)));
  });
  socket.on("close", () => fail?.(new Error("the connection was closed")));
  return () =>
    new Promise((one, other) => {
      [settle, fail] = [one, other];
    });
}
