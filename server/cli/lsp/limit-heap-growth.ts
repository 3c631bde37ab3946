import { codeKeeper } from "../../platform/node/code-keeper.ts";

/**
 * Enough for what a few keystrokes make, in bytes of both halves. A larger young generation costs memory and saves no time,
 * because nothing of a keystroke outlives the next one.
 */
const YOUNG_GENERATION = 8_000_000;
/** How often to look whether it has grown to that, in milliseconds. */
const INTERVAL = 100;
/** How long a first session compiles, until that is kept for the next ones, in milliseconds. */
const FIRST_SESSION = 3000;

/**
 * Keeps the memory of a long session small: an engine that is left alone lets garbage pile up to several times what is in
 * use. The flags are V8's; an engine that does not know one goes on as it is. All of it comes after the start, for the module
 * that sets flags takes longer to load than a document to lint.
 */
export function limitHeapGrowth(): void {
  const keeper = codeKeeper();
  const begin = () => {
    keeper?.keep();
    void limit();
  };
  setTimeout(begin, keeper?.isFirst() === true ? FIRST_SESSION : INTERVAL).unref();
}

async function limit(): Promise<void> {
  const { getHeapSpaceStatistics, setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--heap-growing-percent=10");
  // What a keystroke leaves is collected sooner than helpers are woken up, above all where all processors are busy.
  setFlagsFromString("--no-parallel-scavenge");
  const look = () => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
    if (young !== undefined && young.space_size < YOUNG_GENERATION) setTimeout(look, INTERVAL).unref();
    else setFlagsFromString("--semi-space-growth-factor=1");
  };
  look();
}
