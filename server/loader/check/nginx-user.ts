import { inRange } from "../../../schemas/release.ts";
import type { CrossCheck } from "./cross-check.ts";

/**
 * A user that is nginx's own default is left out. Kong 0.11–1.5 and 3.0–3.7 break where the property is unset; the
 * others take that for an empty text.
 */
function nginxUser(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    always: true,
    run(context) {
      const user = context.text(property);
      if (user === undefined) {
        if (context.unset(property) && breaksOnUnset(context.model.base))
          context.refuse({
            check: "unset",
            property: context.writtenName(property),
            cause: { property },
            crash: true,
          });
      } else if (isNobody(user)) context.derive(property, undefined, property);
    },
  };
}

function breaksOnUnset(version: string): boolean {
  return inRange(version, { before: "2.0" }) || inRange(version, { since: "3.0", before: "3.8" });
}

function isNobody(user: string): boolean {
  const single = user.replace(/[ \t-\r]+/g, " ");
  return single === "nobody" || single === "nobody nobody";
}

export const nginxUserChecks: readonly CrossCheck[] = [
  nginxUser("nginx_main_user", "2.0"),
  nginxUser("nginx_user", "0.11"),
];
