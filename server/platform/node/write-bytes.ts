import type { NodeCalls } from "./node-calls.ts";

/** Makes a file with a content that is on the disk when this returns. */
export function writeNew(path: string, content: Uint8Array, mode: number, calls: NodeCalls): void {
  withDescriptor(calls.openSync(path, "wx", mode), calls, (descriptor) => {
    calls.writeFileSync(descriptor, content);
    calls.fsyncSync(descriptor);
  });
}

/** Gives a file that exists another content. Its mode, owner, links and lists of access stay, for it stays the same file. */
export function overwrite(path: string, content: Uint8Array, calls: NodeCalls): void {
  withDescriptor(calls.openSync(path, "r+"), calls, (descriptor) => {
    for (let at = 0; at < content.length; )
      at += calls.writeSync(descriptor, content, at, content.length - at, at);
    calls.ftruncateSync(descriptor, content.length);
    calls.fsyncSync(descriptor);
  });
}

/** Puts the names of a folder on the disk, where the system can. */
export function syncFolder(folder: string, calls: NodeCalls): void {
  try {
    withDescriptor(calls.openSync(folder, "r"), calls, (descriptor) => calls.fsyncSync(descriptor));
  } catch {
    // Windows opens no folders, and some network file systems do not sync them: the files themselves are on the disk.
  }
}

/** Removes a file that may not be there. */
export function removeQuietly(path: string, calls: NodeCalls): void {
  try {
    calls.unlinkSync(path);
  } catch {
    // It was never made, or the next run removes it.
  }
}

function withDescriptor(descriptor: number, calls: NodeCalls, action: (descriptor: number) => void): void {
  try {
    action(descriptor);
  } finally {
    calls.closeSync(descriptor);
  }
}
