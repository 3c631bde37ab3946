/** The library's clients. Their arguments differ by the host, so a class that stands on one takes them as they are. */
type ClientClass = new (
  // biome-ignore lint/suspicious/noExplicitAny: for TypeScript a mixin's constructor takes any arguments, or it is none.
  ...given: any[]
) => {
  error(message: string, data?: unknown, show?: boolean | "force"): void;
};

/** A client that writes what fails into the log only: one message of the extension says it, not one for each step. */
export function suppressErrorPopups<Client extends ClientClass>(base: Client): Client {
  return class extends base {
    override error(message: string, data?: unknown): void {
      super.error(message, data, false);
    }
  };
}
