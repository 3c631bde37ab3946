import { displayOnlyFix } from "../support/fixes.ts";
import { refusalRule } from "../support/refusals.ts";

/** Addresses of a forward proxy that Kong refuses. They may hold a password, so no message repeats them. */
export default refusalRule({
  summary: "Invalid `proxy_server`",
  severity: "error",
  needs: ["proxy_server"],
  layer: "value",
  check: "proxy-server",
  dependsOnRelease: true,
  message: ({ text }) => `${reason(text)}. Use \`http://host:port\` or \`https://host:port\`.`,
  fixes: () => [displayOnlyFix("Change to `http://host:port`")],
  checkAccepted({ reading, report }, refused) {
    const assignment = reading.assignment("proxy_server");
    if (assignment === undefined || assignment.opaque !== undefined || refused.length > 0) return;
    if (!/^https?:\/\/[^/]*\?/.test(assignment.writtenValue)) return;
    report({
      at: assignment,
      severity: "warning",
      message:
        "Kong treats the question mark and what follows it as part of the host name, and no proxy has such a name. Remove it.",
    });
  },
});

function reason(url: string): string {
  const scheme = /^([^:/]+):\/\//.exec(url)?.[1];
  if (scheme === undefined) return "`proxy_server` has no scheme";
  if (scheme !== "http" && scheme !== "https")
    return /^https?$/i.test(scheme)
      ? "the scheme of `proxy_server` must be lowercase"
      : "`proxy_server` accepts only the schemes `http` and `https`";
  return /^https?:\/\/(?:[^/@]*@)?(?::|\/|$)/.test(url)
    ? "`proxy_server` has no host"
    : "`proxy_server` accepts no query, no fragment and no parameters";
}
