export { changeOf } from "./changes.ts";
export { type FakeClock, fakeClock } from "./fake-clock.ts";
export { describeOutbox } from "./outbox-contract.ts";
export { type ReceivedRequest, type Receiver, startReceiver } from "./receiver.ts";
