/** A page of a rule, as the build and the tests import it: its text. */
declare module "*.md" {
  const text: string;
  export default text;
}
