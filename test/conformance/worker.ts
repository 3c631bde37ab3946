import { parentPort } from "node:worker_threads";
import { readCases } from "./read-cases.ts";
import { tallyCases } from "./tally.ts";

parentPort?.on("message", (path: string) => {
  parentPort?.postMessage(tallyCases(readCases(path)));
});
