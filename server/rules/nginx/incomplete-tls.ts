import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { type BlockSettings, blockSettings } from "../support/nginx/block-chains.ts";
import { mayDefineElsewhere } from "../support/nginx/hidden-definitions.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { proxiedTls, servesTls } from "../support/nginx/tls-blocks.ts";
import { quoted } from "../support/quoting.ts";

/** Directives about TLS that nginx refuses without another one. */
export default defineRule({
  summary: "TLS directive without another directive that it requires",
  severity: "error",
  needs: "directives",
  layer: "value",
  tables: tablesToInject,
  check(context) {
    const { tables, report } = context;
    if (tables.nginx === undefined || mayDefineElsewhere(context, tables.nginx)) return;
    const told = new Set<InjectedDirective>();
    for (const block of blockSettings(injectedDirectives(context, tables.nginx))) {
      for (const [directive, missing] of [
        ...towardsUpstream(block, context),
        ...towardsClients(block, context),
      ]) {
        if (told.has(directive)) continue;
        told.add(directive);
        report({
          at: directive.at,
          property: directive.assignment.property,
          message: `${quoted(directive.name)} requires ${quoted(missing)}, and nginx refuses to start without it. Set both.`,
        });
      }
    }
  },
});

type Missing = readonly [directive: InjectedDirective, missing: string];

/** nginx looks at these only where Kong proxies. */
function towardsUpstream({ chain, settings }: BlockSettings, context: RuleContext): Missing[] {
  const families = proxiedTls(chain.at(-1) ?? "", context);
  return families.flatMap((family): Missing[] => {
    const certificate = settings.get(`${family}_certificate`);
    const verify = settings.get(`${family}_verify`);
    // With `client_ssl` Kong's locations have a certificate and a key of their own.
    const hasOwn = context.reading.isOpaque("client_ssl") || context.reading.isOn("client_ssl");
    return [
      ...(certificate !== undefined && !hasOwn && !settings.has(`${family}_certificate_key`)
        ? [[certificate, `${family}_certificate_key`] as const]
        : []),
      ...(verify !== undefined && isOn(verify) && !settings.has(`${family}_trusted_certificate`)
        ? [[verify, `${family}_trusted_certificate`] as const]
        : []),
    ];
  });
}

function isOn({ value }: InjectedDirective): boolean {
  return value.arguments[0]?.text.toLowerCase() === "on";
}

function towardsClients({ chain, settings }: BlockSettings, context: RuleContext): Missing[] {
  const inner = chain.at(-1) ?? "";
  if (!servesTls(inner, context)) return [];
  const verify = settings.get("ssl_verify_client");
  const certificate = settings.get("ssl_certificate");
  const isChecked = /^(?:on|optional)$/i.test(verify?.value.arguments[0]?.text ?? "");
  return [
    ...(verify !== undefined && isChecked && !settings.has("ssl_client_certificate")
      ? [[verify, "ssl_client_certificate"] as const]
      : []),
    ...(certificate !== undefined && inner !== "nginx_http_" && !settings.has("ssl_certificate_key")
      ? [[certificate, "ssl_certificate_key"] as const]
      : []),
  ];
}
