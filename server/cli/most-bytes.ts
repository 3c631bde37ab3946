/** No configuration is larger; what is would only be read to find that it is none. */
export const MOST_BYTES = 32 * 1024 * 1024;
