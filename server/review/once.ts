import { ProviderError } from "./provider-error.ts";

const MOST_ATTEMPTS = 3;

/**
 * Does what must not be done twice. Where it is not known whether it was done, one looks before trying again.
 * @param find what was made, if it was
 */
export async function once<T>(make: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof ProviderError) || error.problem !== "unavailable") throw error;
      const found = await find();
      if (found !== undefined) return found;
      if (attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}
