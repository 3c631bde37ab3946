const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something without a pause that a signal must not stop in the middle; the signal ends the process afterwards.
 * @param action works synchronously, so that Node reports a signal only after it
 */
export async function withSignalsHeld(action: () => void): Promise<void> {
  let held: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals) => {
    held = signal;
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  try {
    action();
  } finally {
    // Signals that came meanwhile are reported when the loop of events turns.
    await new Promise((turned) => setImmediate(turned));
    for (const signal of SIGNALS) process.off(signal, hold);
    if (held !== undefined) process.kill(process.pid, held);
  }
}
