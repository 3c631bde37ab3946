/** Properties of Enterprise whose JSON value has secrets among its members; other releases may find them in a file all the same. */
export const jsonSecretHolders: ReadonlySet<string> = new Set([
  "admin_gui_auth_conf",
  "admin_gui_session_conf",
  "portal_auth_conf",
  "portal_session_conf",
  "pg_gcp_service_account_json",
  "pg_ro_gcp_service_account_json",
]);
