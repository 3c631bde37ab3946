/** What goes before a line of the tests that the runner outside is to read. */
export const MARK = "kong-lint-test ";
