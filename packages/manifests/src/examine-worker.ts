import { parentPort } from "node:worker_threads";
import { examineDocument } from "./examine.ts";
import { packDocument } from "./packed-document.ts";

/** A thread of `examineAll`: a list of texts in, the same number of packed documents out. */
parentPort?.on("message", (texts: readonly string[]) => {
  const documents = texts.map((text) => packDocument(examineDocument(text)));
  const buffers = documents.flatMap(({ values }) =>
    values.map(({ positions }) => positions.buffer),
  );
  parentPort?.postMessage(documents, [...new Set(buffers)] as ArrayBuffer[]);
});
