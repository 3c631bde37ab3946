import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";

/** Who writes to whom: the sender, and what switches those mails on. */
const SENDERS: readonly { readonly from: string; readonly feature: string; readonly mails: string }[] = [
  {
    from: "admin_emails_from",
    feature: "admin_gui_auth",
    mails: "invitations and password resets of admins",
  },
  { from: "portal_emails_from", feature: "portal", mails: "mails of the Dev Portal" },
];

/** Mail that is not sent, or cannot be. */
export default defineRule({
  summary: "Kong's mails are not sent, or cannot be",
  severity: "warning",
  releases: { oss: null, enterprise: { since: "0.34" } },
  check(context) {
    const { reading } = context;
    checkEncryption(context);
    checkLogin(context);
    if (reading.isOpaque("smtp_mock")) return;
    if (reading.isOn("smtp_mock")) checkMock(context);
    else if (reading.isWritten("smtp_mock")) checkAddresses(context);
  },
});

/** The mock is on by default, and swallows every mail. */
function checkMock({ reading, release, report }: RuleContext): void {
  const mock = reading.assignment("smtp_mock");
  const server = reading.assignment("smtp_host");
  const features = SENDERS.filter(({ feature }) => isInUse(feature, reading));
  const what = features.map(({ mails }) => mails).join(" and ");
  const isChecklist = inRange(release.version, { since: "0.34", before: "0.35" });
  if (server !== undefined)
    report({
      at: mock ?? server,
      property: "smtp_mock",
      message: `\`smtp_mock\` is on${mock === undefined ? " by default" : ""}, so Kong sends nothing through this server. Set \`smtp_mock = off\`${mock === undefined ? ", unless the environment does" : ""}.`,
      fixes: [
        {
          title: "Set `smtp_mock = off`",
          applicability: "unsafe",
          edits: [
            mock === undefined
              ? { kind: "insert", property: "smtp_mock", value: "off", after: server }
              : { kind: "set", assignment: mock, value: "off" },
          ],
        },
      ],
    });
  else if (features.length > 0 && (mock !== undefined || isChecklist))
    report({
      at: mock ?? reading.unit.anchor,
      property: "smtp_mock",
      severity: "info",
      message: `\`smtp_mock\` is on${mock === undefined ? " by default" : ""}, so ${what} are not sent. Set \`smtp_mock = off\`, \`smtp_host\` and a sender${mock === undefined ? ", unless the environment does" : ""}.`,
      fixes: [displayOnlyFix("Set `smtp_mock = off`, `smtp_host` and a sender")],
    });
}

/** What mail that is really sent needs. */
function checkAddresses({ reading, report }: RuleContext): void {
  const mock = reading.assignment("smtp_mock");
  if (mock === undefined) return;
  if (
    !reading.isOpaque("smtp_host") &&
    hostReach(reading.text("smtp_host") ?? "") === "loopback" &&
    !reading.isWritten("smtp_host")
  )
    report({
      at: mock,
      property: "smtp_host",
      message:
        "With `smtp_mock = off` Kong hands its mails to `localhost`, the default, where seldom a mail server listens. Set `smtp_host`, unless the environment does.",
      fixes: [displayOnlyFix("Set `smtp_host`")],
    });
  for (const { from, feature, mails } of SENDERS) {
    const sender = reading.assignment(from);
    const isMissing = !reading.mayBeSet(from);
    if (isMissing && isInUse(feature, reading))
      report({
        at: sender ?? mock,
        property: from,
        message: `Without \`${from}\`, ${mails} have no sender. Set an address${sender === undefined ? ", unless the environment does" : ""}.`,
        fixes: [displayOnlyFix(`Set \`${from}\``)],
      });
    else if (
      sender !== undefined &&
      sender.opaque === undefined &&
      !/[^\s<>"]+@[^\s<>"]+/.test(sender.writtenValue) &&
      !isMissing
    )
      report({
        at: sender,
        message: `\`${from}\` holds no e-mail address, and Kong does not check: its mails are refused on the way. Write an address such as \`kong@example.com\`.`,
      });
  }
  if (isInUse("admin_gui_auth", reading) && !reading.mayBeSet("admin_gui_url"))
    report({
      at: mock,
      property: "admin_gui_url",
      message:
        "Links in mails to admins are made of `admin_gui_url`, which is not in this file. Set the address under which people open Kong Manager, unless the environment does.",
      fixes: [displayOnlyFix("Set `admin_gui_url`")],
    });
  if (
    isInUse("portal", reading) &&
    reading.isOn("portal_access_request_email") &&
    !reading.mayBeSet("smtp_admin_emails")
  )
    report({
      at: mock,
      property: "smtp_admin_emails",
      message:
        "Nobody hears of developers who ask for access: `smtp_admin_emails` is not in this file. List the addresses, unless the environment does.",
      fixes: [displayOnlyFix("Set `smtp_admin_emails`")],
    });
}

function checkLogin({ reading, report }: RuleContext): void {
  const type = reading.assignment("smtp_auth_type");
  if (type === undefined || !["plain", "login"].includes(reading.text("smtp_auth_type") ?? "")) return;
  // A password alone may well come from the environment; without a user nothing was thought of.
  if (reading.mayBeSet("smtp_username")) return;
  report({
    at: type,
    message:
      "A login at the mail server needs `smtp_username` and `smtp_password`, and this file has no user. Set both, here or in the environment.",
    fixes: [displayOnlyFix("Set `smtp_username` and `smtp_password`")],
  });
}

/** TLS from the first byte belongs to port 465, TLS after a command to port 587. */
function checkEncryption({ reading, report }: RuleContext): void {
  const ssl = switchedOn("smtp_ssl", reading);
  const startTls = switchedOn("smtp_starttls", reading);
  if (ssl !== undefined && startTls !== undefined) {
    report({
      at: startTls,
      message:
        "`smtp_ssl` and `smtp_starttls` exclude each other: TLS begins at once, or after a command. Keep `smtp_starttls` with port 587, or `smtp_ssl` with port 465.",
      related: [{ span: ssl.writtenValueSpan, message: "`smtp_ssl` is on as well." }],
    });
    return;
  }
  const port = reading.assignment("smtp_port");
  const number = reading.text("smtp_port");
  const wrong =
    ssl !== undefined && number === "587"
      ? "465"
      : startTls !== undefined && number === "465"
        ? "587"
        : undefined;
  if (port === undefined || wrong === undefined) return;
  report({
    at: port,
    message: `Port ${number ?? ""} ${wrong === "465" ? "begins in clear text, and `smtp_ssl` begins with TLS" : "begins with TLS, and `smtp_starttls` begins in clear text"}: no mail gets through. Write \`${wrong}\`, or use the other switch.`,
    fixes: [setFix(`Write \`${wrong}\``, "unsafe", port, wrong)],
  });
}

function switchedOn(property: string, reading: RuleContext["reading"]): Assignment | undefined {
  return reading.isOn(property) ? reading.assignment(property) : undefined;
}

function isInUse(feature: string, reading: RuleContext["reading"]): boolean {
  return feature === "portal" ? reading.isOn(feature) : reading.mayBeSet(feature);
}
