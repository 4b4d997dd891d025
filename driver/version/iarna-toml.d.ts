// The parts of @iarna/toml that its own types leave out: the parser whose steps toml.ts narrows.
declare module '@iarna/toml/lib/toml-parser.js' {
  export default class TOMLParser {
    /** Position of the character being read, both from 0. */
    line: number;
    col: number;
    parse(text: string): void;
    finish(): unknown;
    /** An error at the current position. */
    error(error: Error): Error;
    parseNumberFloat(): unknown;
    parseNumberExponentSign(): unknown;
  }
}
