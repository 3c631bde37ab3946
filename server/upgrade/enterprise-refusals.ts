/** Rules about Enterprise, whose loader is not public: what they call an error keeps it from starting. */
export const ENTERPRISE_REFUSALS: readonly string[] = [
  "enterprise/auth-prerequisites",
  "enterprise/admin-gui-auth-value",
];

/** Rules that warn of a value, and whose finding means in an upgrade that another value is asked for. */
export const ASKING_RULES: readonly string[] = [
  "enterprise/upgrade-034-checklist",
  "enterprise/admin-gui-auth-value",
];
