import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { workerScript } from "../../../client/worker-script.ts";
import type { CleanRoom } from "./clean-room.ts";
import { findOverLsp, findWithProgram } from "./lsp-session.ts";

/** What the script of a web worker has around it, on a thread of Node. */
const SCOPE = `const { parentPort } = require("node:worker_threads");
globalThis.self = globalThis;
globalThis.addEventListener = () => {};
globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on("message", (data) => globalThis.onmessage?.({ data }));
`;

/** Unpacks the extension and uses the server in both of its forms: as a program, and as the script of a web worker. */
export async function checkVsix(room: CleanRoom, vsix: string): Promise<string> {
  room.expect(0, "", "unzip", ["-q", vsix]);
  const extension = join(room.folder, "extension");
  const { main, browser } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  for (const entry of [main, browser])
    room.expect(0, "", process.execPath, ["--check", join(extension, entry)]);
  const dist = join(extension, "dist");
  const [program, argv] = room.commandLine(process.execPath, [join(dist, "kong-lint.cjs"), "lsp", "--stdio"]);
  await findWithProgram(program, argv, { cwd: room.folder, env: room.env });
  await findInWorker(dist);
  return "unpacked; desktop: server as a program; web: server as a worker script";
}

async function findInWorker(dist: string): Promise<void> {
  const parts = await workerScript(async (name) => readFileSync(join(dist, name)));
  const script = parts
    .map((part) => (typeof part === "string" ? part : Buffer.from(part).toString("utf8")))
    .join("");
  const worker = new Worker(SCOPE + script, { eval: true });
  try {
    const failed = new Promise<never>((_, reject) => void worker.once("error", reject));
    const found = findOverLsp({
      send: (message) => worker.postMessage({ jsonrpc: "2.0", ...message }),
      onMessage: (hear) => void worker.on("message", hear),
    });
    await Promise.race([found, failed]);
  } finally {
    await worker.terminate();
  }
}
