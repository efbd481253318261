declare module "virtual:help-lines" {
  const lines: import("./types").HelpLine[];
  export default lines;
}
