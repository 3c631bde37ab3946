import { defineRule } from "../../findings/rule.ts";
import { removeFix, setFix } from "../support/fixes.ts";

/** A token that Kong makes up for itself, or that only the running Kong knows. */
const NO_FIXED_TOKEN = /^(?:\{vault:\/\/.*\})?$/;

/** Ways for a client to see how Kong works inside. */
export default defineRule({
  summary: "Debug header that exposes Kong's internals to clients",
  severity: "warning",
  needs: ["request_debug_token", "allow_debug_header"],
  serving: true,
  check({ reading, report }) {
    const header = reading.assignment("allow_debug_header");
    if (header !== undefined && reading.isOn("allow_debug_header"))
      report({
        at: header,
        message:
          "Any client that sends `Kong-Debug: 1` learns the names and ids of services and routes. Use `off`, the default, except while debugging.",
        fixes: [setFix("Change to `off`", "unsafe", header, "off")],
      });
    const token = reading.assignment("request_debug_token");
    if (token === undefined || token.opaque !== undefined) return;
    if (reading.text("request_debug") === "off" || NO_FIXED_TOKEN.test(token.writtenValue)) return;
    report({
      at: token,
      message:
        "With this token, anyone who can read this file can request a timing trace of every request. Remove the line: Kong then generates a token at each start and writes it to the error log.",
      fixes: [removeFix("Remove the line", "unsafe", token)],
    });
  },
});
