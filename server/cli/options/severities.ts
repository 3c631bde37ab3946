/** The severities that an option accepts, the most severe first. */
export const SEVERITIES = ["error", "warning", "info", "hint"] as const;
