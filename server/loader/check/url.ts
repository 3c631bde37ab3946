/** The parts of a URL as LuaSocket 3.0-rc1 splits it; absent parts are undefined. */
export interface UrlParts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly host: string | undefined;
  readonly path: string | undefined;
  readonly params: string | undefined;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** Cuts a trailing part off at the first `mark` that has the form its part wants. */
function cutAt(text: string, mark: string): readonly [rest: string, part: string | undefined] {
  const start = text.indexOf(mark);
  return start < 0 ? [text, undefined] : [text.slice(0, start), text.slice(start + 1)];
}

/**
 * Splits a URL: fragment, scheme, authority, query, params, path, in this order. An empty text is no URL. The
 * authority reaches up to the first slash, so that a query right behind a host is part of it.
 */
export function splitUrl(text: string): UrlParts | undefined {
  if (text === "") return undefined;
  const [withoutFragment, fragment] = cutAt(text, "#");
  const schemeMatch = /^([A-Za-z0-9][A-Za-z0-9+.-]*):/.exec(withoutFragment);
  const afterScheme = schemeMatch === null ? withoutFragment : withoutFragment.slice(schemeMatch[0].length);
  const authorityMatch = /^\/\/([^/]*)/.exec(afterScheme);
  const afterAuthority = authorityMatch === null ? afterScheme : afterScheme.slice(authorityMatch[0].length);
  const [withoutQuery, query] = cutAt(afterAuthority, "?");
  const [path, params] = cutAt(withoutQuery, ";");
  const authority = authorityMatch?.[1];
  return {
    scheme: schemeMatch?.[1],
    authority,
    host: authority === undefined ? undefined : hostOf(authority),
    path: path === "" ? undefined : path,
    params,
    query,
    fragment,
  };
}

/** User and port are taken off; an empty host is none. */
function hostOf(authority: string): string | undefined {
  const behindUser = authority.replace(/^[^@]*@/, "");
  const host = behindUser.replace(/:[^:\]]*$/, "");
  return host === "" ? undefined : host.replace(/^\[(.+)\]$/, "$1");
}
