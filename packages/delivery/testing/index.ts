export { changeOf } from "./changes.ts";
export { describeOutbox } from "./outbox-contract.ts";
