import { describeStore } from "@watertight/store/testing";
import { openEmbedded } from "./drivers/embedded.ts";

describeStore("the embedded store", () => Promise.resolve(openEmbedded(":memory:")));
