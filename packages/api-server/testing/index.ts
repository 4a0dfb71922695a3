export { connectTo } from "./ask.ts";
export { createAuthority } from "./certificates.ts";
export type { Fault, SeenRequest } from "./fake-answers.ts";
export type { FakeServer } from "./fake-server.ts";
export { startFakeServer } from "./fake-server.ts";
export type { FakeResource } from "./fake-store.ts";
export * from "./resources.ts";
