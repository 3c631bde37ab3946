import { compareVersions } from "../../../schemas/release.ts";
import { defineRule, type NewFinding } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, replaceFix, setFix } from "../support/fixes.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { suiteOverride } from "../support/nginx/suite-override.ts";
import { isQuoted, quoted, unquoted } from "../support/quoting.ts";
import type { ValueItem } from "../support/value-items.ts";
import { valueWords } from "../support/value-items.ts";

/** Properties and injected directives that list protocols as nginx does. */
const PROTOCOL_LIST = /^(?:lua_|nginx_[a-z]+_(?:proxy_|grpc_|lua_)?)?ssl_protocols$/;
const LEGACY = /^(?:SSLv2|SSLv3|TLSv1|TLSv1\.1)$/i;
/** The names that nginx knows; it compares them without regard to case. */
const KNOWN = /^(?:SSLv2|SSLv3|TLSv1(?:\.[1-3])?)$/i;

/** What people write between protocols; nginx knows blanks only. */
const SEPARATORS = /[\s,;:|]+/;

/** Protocols that are withdrawn, and names that are none. */
export default defineRule({
  summary: "Obsolete or unknown TLS protocol",
  severity: "warning",
  needs: ["ssl_cipher_suite", "*_protocols", "pg_ssl_version"],
  layer: "value",
  yieldsTo: ["syntax/numeric-string-mangled"],
  check({ reading, catalog, report }) {
    const hasStream = listenersOf(reading, "stream_listen").length > 0;
    const suite = reading.assignment("ssl_cipher_suite");
    if (suite !== undefined && reading.text("ssl_cipher_suite") === "old") {
      report({
        at: suite,
        message:
          "The suite `old` allows TLS 1.0 and 1.1, which are withdrawn (RFC 8996). Use `intermediate`, or `modern` if every client supports TLS 1.3.",
        fixes: [setFix("Change to `intermediate`", "unsafe", suite, "intermediate")],
      });
      if (compareVersions(catalog.base, "3.6") >= 0) reportSecurityLevel(reading, report);
    }
    for (const property of reading.changed.keys()) {
      if (
        !property.endsWith("ssl_protocols") ||
        !PROTOCOL_LIST.test(property) ||
        suiteOverride(reading, property) !== undefined
      )
        continue;
      // Without a stream listener Kong writes no stream block, and the directive stands nowhere.
      if (/^nginx_s(?:tream|proxy|upstream)_/.test(property) && !hasStream) continue;
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      if (reportSeparators(assignment, report)) continue;
      const words = valueWords(assignment);
      reportUnknown(words, property, report);
      reportLegacy(words, assignment, report);
    }
    const postgres = reading.assignment("pg_ssl_version");
    if (postgres !== undefined && /^tlsv1(?:_1)?$/.test(reading.text("pg_ssl_version") ?? ""))
      report({
        at: postgres,
        message:
          "TLS 1.0 and 1.1 are withdrawn (RFC 8996). Use `tlsv1_2`, or a newer one that the server supports.",
        fixes: [displayOnlyFix("Change to `tlsv1_2`")],
      });
  },
});

type Report = (finding: NewFinding) => void;

/** A list with other signs than blanks between protocols that nginx knows, or in quotation marks, which make one word of it. */
function reportSeparators(assignment: Assignment, report: Report): boolean {
  const value = assignment.writtenValue;
  const words = unquoted(value)
    .split(SEPARATORS)
    .filter((word) => word !== "");
  const isOneWord = isQuoted(value) && words.length > 1;
  if ((!isOneWord && !/[,;:|]/.test(value)) || !words.every((word) => KNOWN.test(word))) return false;
  const list = words.join(" ");
  report({
    at: assignment,
    severity: "error",
    message: `nginx requires spaces between protocols${isOneWord ? " and no quotes around them" : ""}, and refuses to start with this value. Use ${quoted(list)}.`,
    fixes: [setFix(`Change to ${quoted(list)}`, "safe", assignment, list)],
  });
  return true;
}

function reportUnknown(words: readonly ValueItem[], property: string, report: Report): void {
  for (const { text, span } of words) {
    if (KNOWN.test(text) || /[^\w.]/.test(text)) continue;
    const digits = /^(?:tls)?\s*v?(1\.[0-3])$/i.exec(text)?.[1];
    const meant = digits === undefined ? undefined : `TLSv${digits === "1.0" ? "1" : digits}`;
    report({
      at: span,
      property,
      severity: "error",
      message: `nginx does not support a protocol ${quoted(text)} and refuses to start. Use ${meant === undefined ? "`TLSv1.2` or `TLSv1.3`" : `\`${meant}\``}.`,
      fixes: meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, "safe", span, meant)],
    });
  }
}

function reportLegacy(words: readonly ValueItem[], assignment: Assignment, report: Report): void {
  const legacy = words.filter(({ text }) => LEGACY.test(text));
  const [first, ...others] = legacy;
  if (first === undefined) return;
  const left = words.filter((word) => !legacy.includes(word)).map(({ text }) => text);
  const value = left.length === 0 ? "TLSv1.2 TLSv1.3" : left.join(" ");
  report({
    at: first.span,
    property: assignment.property,
    message: `${quoted(first.text)} ${others.length === 0 ? "is" : `and ${others.map(({ text }) => quoted(text)).join(", ")} are`} withdrawn (RFC 8996) and open to known attacks. Use ${quoted(value)}.`,
    related: others.map(({ span, text }) => ({ span, message: `${quoted(text)} is also withdrawn.` })),
    fixes: [setFix(`Change to ${quoted(value)}`, "unsafe", assignment, value)],
  });
}

/** OpenSSL allows TLS 1.1 and older at security level 0 only, which Kong 3.6 and later set for the suite `old`. */
function reportSecurityLevel(reading: Reading, report: Report): void {
  for (const property of reading.changed.keys()) {
    if (!/^nginx_[a-z]+_(?:[a-z]+_)?ssl_conf_command$/.test(property)) continue;
    const assignment = reading.assignment(property);
    const word = assignment && valueWords(assignment).find(({ text }) => /@SECLEVEL=[1-5]/.test(text));
    if (word === undefined) continue;
    report({
      at: word.span,
      property,
      message:
        "At this security level, OpenSSL rejects TLS 1.1 and older, which the suite `old` is meant to allow. Remove the directive, or choose the suite `intermediate`.",
    });
  }
}
