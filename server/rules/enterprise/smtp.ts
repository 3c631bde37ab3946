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
    mails: "invitations and password resets for admins",
  },
  { from: "portal_emails_from", feature: "portal", mails: "Dev Portal emails" },
];

/** Mail that is not sent, or cannot be. */
export default defineRule({
  summary: "Email settings with which Kong cannot send mail",
  severity: "warning",
  needs: ["smtp_*", "admin_gui_auth", "portal"],
  serving: true,
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
      message: `\`smtp_mock\` is on${mock === undefined ? " by default" : ""}, so Kong sends nothing through this server. Set \`smtp_mock = off\`${mock === undefined ? " (here or in the environment)" : ""}.`,
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
      message: `\`smtp_mock\` is on${mock === undefined ? " by default" : ""}, so ${what} are not sent. Set \`smtp_mock = off\`, \`smtp_host\` and a sender${mock === undefined ? " (here or in the environment)" : ""}.`,
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
        "With `smtp_mock = off`, Kong sends its emails to `localhost`, the default, where there is rarely a mail server. Set `smtp_host` (here or in the environment).",
      fixes: [displayOnlyFix("Set `smtp_host`")],
    });
  for (const { from, feature, mails } of SENDERS) {
    const sender = reading.assignment(from);
    const isMissing = !reading.mayBeSet(from);
    if (isMissing && isInUse(feature, reading))
      report({
        at: sender ?? mock,
        property: from,
        message: `Without \`${from}\`, ${mails} have no sender. Set an address${sender === undefined ? " (here or in the environment)" : ""}.`,
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
        message: `\`${from}\` is not an email address; Kong does not check it, and mail servers reject its emails. Use an address such as \`kong@example.com\`.`,
      });
  }
  if (isInUse("admin_gui_auth", reading) && !reading.mayBeSet("admin_gui_url"))
    report({
      at: mock,
      property: "admin_gui_url",
      message:
        "Links in emails to admins begin with `admin_gui_url`, which this file does not set. Set it (here or in the environment) to the address at which people open Kong Manager.",
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
        "No one is notified when developers request access: this file does not set `smtp_admin_emails`. List the addresses (here or in the environment).",
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
      "Logging in to the mail server requires `smtp_username` and `smtp_password`, and this file does not set the user. Set both (here or in the environment).",
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
        "`smtp_ssl` and `smtp_starttls` exclude each other: TLS begins either at once or after a command. Keep `smtp_starttls` with port 587, or `smtp_ssl` with port 465.",
      related: [{ span: ssl.writtenValueSpan, message: "`smtp_ssl` is also on." }],
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
    message: `Port ${number ?? ""} ${wrong === "465" ? "begins in plain text, but `smtp_ssl` begins with TLS" : "begins with TLS, but `smtp_starttls` begins in plain text"}, so no email is sent. Use \`${wrong}\`, or the other property.`,
    fixes: [setFix(`Change to \`${wrong}\``, "unsafe", port, wrong)],
  });
}

function switchedOn(property: string, reading: RuleContext["reading"]): Assignment | undefined {
  return reading.isOn(property) ? reading.assignment(property) : undefined;
}

function isInUse(feature: string, reading: RuleContext["reading"]): boolean {
  return feature === "portal" ? reading.isOn(feature) : reading.mayBeSet(feature);
}
