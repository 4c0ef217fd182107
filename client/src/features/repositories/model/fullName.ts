/** As the server takes it: an account, and a repository of it. */
const FULL_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/[A-Za-z0-9._-]{1,100}$/;

export function isFullName(text: string): boolean {
  return FULL_NAME.test(text);
}

/**
 * `acme/rocket` from whatever names that repository: the address of one of its pages, what
 * `git clone` takes, or the name itself. What names none is given back as it is.
 */
export function fullNameOf(typed: string): string {
  const text = typed.trim();
  const path = text
    .replace(/^[a-z+]+:\/\/[^/]+\//i, "") // https://github.com/…, ssh://git@github.com/…
    .replace(/^(?:[\w.-]+@)[\w.-]+:/, "") // git@github.com:…
    .replace(/^[\w-]+(?:\.[\w-]+)+\/(?=[^/]+\/)/, "") // github.com/…
    .replace(/[?#].*$/, "");
  const [owner, repository] = path.split("/").filter(Boolean);
  if (!owner || !repository) return text;
  const name = `${owner}/${repository.replace(/\.git$/, "")}`;
  return isFullName(name) ? name : text;
}
