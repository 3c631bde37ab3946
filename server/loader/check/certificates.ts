import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import { checkSingleFile, fileOrText } from "./file-or-text.ts";
import { isCertificateText, isKeyText } from "./pem.ts";

/** A certificate property and its key. */
interface Pair {
  readonly certificate: string;
  readonly key: string;
}

function pair(prefix: string): Pair {
  return { certificate: `${prefix}ssl_cert`, key: `${prefix}ssl_cert_key` };
}

/** A word `ssl` in what listens, a blank before it, a blank or the end of the entry behind it. */
function listensWithTls(context: CheckContext, listener: string): boolean {
  const items = context.list(listener);
  return items !== undefined && /[ \t-\r]ssl[ \t-\r,]/.test(`${items.join(",")} `);
}

/** Half a pair, and files that are not there, of two properties that hold one text each. */
function checkSinglePair(context: CheckContext, { certificate, key }: Pair): void {
  const hasCertificate = context.value(certificate) !== undefined;
  const hasKey = context.value(key) !== undefined;
  if (hasCertificate !== hasKey)
    context.refuse({
      check: "certificate-pair",
      property: hasCertificate ? key : certificate,
      cause: { property: hasCertificate ? certificate : key },
    });
  checkSingleFile(context, certificate, isCertificateText);
  checkSingleFile(context, key, isKeyText);
}

/** The same for two lists, which must be of one length. */
function checkListPair(context: CheckContext, { certificate, key }: Pair): void {
  context.walk(certificate);
  context.walk(key);
  const certificates = context.list(certificate);
  const keys = context.list(key);
  if (certificates === undefined || keys === undefined) return;
  if ((certificates.length === 0) !== (keys.length === 0))
    context.refuse({
      check: "certificate-pair",
      property: keys.length === 0 ? key : certificate,
      cause: { property: keys.length === 0 ? certificate : key },
    });
  else if (certificates.length !== keys.length)
    context.refuse({ check: "certificate-count", property: certificate, also: [key] });
  checkFiles(context, certificate, certificates, isCertificateText);
  checkFiles(context, key, keys, isKeyText);
}

function checkFiles(
  context: CheckContext,
  property: string,
  paths: readonly string[],
  isText: (text: string) => boolean,
): void {
  const read = paths.map((path) => fileOrText(context, path, isText));
  for (const [item, { fits }] of read.entries())
    if (!fits) context.refuse({ check: "missing-file", property, cause: { property, item } });
  context.rewrite(
    property,
    read.map(({ value }) => value),
  );
}

/** Kong 0.9–0.12: TLS is a switch of its own. */
function switchedPair(prefix: string, since: string): CrossCheck {
  const names = pair(prefix);
  const toggle = `${prefix}ssl`;
  return {
    range: { since, before: "0.13" },
    reads: [toggle, names.certificate, names.key],
    run(context) {
      if (context.value(toggle) === true) checkSinglePair(context, names);
    },
  };
}

/** Kong 0.13–2.2: TLS is a word of the listener. */
function listeningPair(prefix: string, listener: string): CrossCheck {
  const names = pair(prefix);
  return {
    range: { since: "0.13", before: "2.3" },
    reads: [listener, names.certificate, names.key],
    run(context) {
      if (listensWithTls(context, listener)) checkSinglePair(context, names);
    },
  };
}

/** Kong 2.3 on: several certificates; `stream_listen` counts for the proxy's. */
function listeningPairs(prefix: string, listeners: readonly string[], since = "2.3"): CrossCheck {
  const names = pair(prefix);
  return {
    range: { since },
    reads: [...listeners, names.certificate, names.key],
    run(context) {
      if (listeners.some((listener) => listensWithTls(context, listener))) checkListPair(context, names);
    },
  };
}

const clientPair: CrossCheck = {
  range: { since: "0.10.3" },
  reads: ["client_ssl", "client_ssl_cert", "client_ssl_cert_key"],
  run(context) {
    if (context.value("client_ssl") === true) checkSinglePair(context, pair("client_"));
  },
};

/** Certificates and their keys, of listeners and of Kong as a client. */
export const certificateChecks: readonly CrossCheck[] = [
  switchedPair("", "0.9"),
  listeningPair("", "proxy_listen"),
  listeningPairs("", ["proxy_listen", "stream_listen"]),
  switchedPair("admin_", "0.10"),
  listeningPairs("admin_", ["admin_listen"]),
  listeningPairs("admin_gui_", ["admin_gui_listen"], "3.4"),
  listeningPairs("status_", ["status_listen"]),
  clientPair,
  listeningPair("admin_", "admin_listen"),
];
